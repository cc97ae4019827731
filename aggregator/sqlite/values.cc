#include "aggregator/sqlite/values.h"

#include "aggregator/sqlite/schema.h"
#include "common/gazetteer.h"

namespace nianbao {

absl::StatusOr<std::vector<Value>> ReadElected(Connection& connection,
                                               const Catalogue& catalogue,
                                               absl::string_view indicator,
                                               v1::Kind kind,
                                               int32_t first_year,
                                               int32_t last_year) {
  absl::StatusOr<Statement> rows = connection.Prepare(
      "SELECT o.year, o.report_id, o.position, o.value, o.confidence, o.flags, "
      "  r.issuer_id, r.year, r.level, r.division_code "
      "FROM observation o CROSS JOIN report r ON r.id = o.report_id "
      "WHERE o.indicator_id = (SELECT id FROM indicator WHERE name = ?1) "
      "  AND o.kind = ?2 AND o.year BETWEEN ?3 AND ?4 "
      "  AND (o.flags & ?5) AND r.counted");
  if (!rows.ok()) return rows.status();
  rows->BindText(1, indicator)
      .Bind(2, int64_t{kind})
      .Bind(3, int64_t{first_year})
      .Bind(4, int64_t{last_year})
      .Bind(5, int64_t{kCountable});
  const Gazetteer& gazetteer = Gazetteer::Get();
  std::vector<Value> values;
  absl::StatusOr<bool> row;
  while ((row = rows->Step()).ok() && *row) {
    const int64_t flags = rows->Int(5);
    values.push_back({
        .issuer = rows->Int(6),
        .report = rows->Int(1),
        .observation = static_cast<int32_t>(rows->Int(2)),
        .division = DivisionIndexOf(gazetteer, rows->Bytes(9)),
        .level = static_cast<v1::Level>(rows->Int(8)),
        .year = static_cast<int32_t>(rows->Int(0)),
        .report_year = static_cast<int32_t>(rows->Int(7)),
        .value = rows->Real(3),
        .confidence = rows->Real(4),
        .inexact = (flags & kInexact) != 0,
        .erroneous = (flags & kErroneous) != 0,
        .percentage = (flags & kPercentage) != 0,
    });
  }
  if (!row.ok()) return row.status();
  Elect(catalogue.Find(indicator), values);
  return values;
}

absl::StatusOr<std::vector<ReportedYear>> ReadReportedYears(
    Connection& connection) {
  absl::StatusOr<Statement> rows = connection.Prepare(
      "SELECT division_code, level, year FROM report "
      "WHERE counted AND year != 0");
  if (!rows.ok()) return rows.status();
  std::vector<ReportedYear> reports;
  absl::StatusOr<bool> row;
  while ((row = rows->Step()).ok() && *row) {
    reports.push_back(
        {.division = DivisionIndexOf(Gazetteer::Get(), rows->Bytes(0)),
         .level = static_cast<v1::Level>(rows->Int(1)),
         .year = static_cast<int32_t>(rows->Int(2))});
  }
  if (!row.ok()) return row.status();
  return reports;
}

absl::StatusOr<std::vector<std::string>> ReadIndicators(
    Connection& connection, const Catalogue& catalogue,
    const Selector& selector) {
  std::vector<std::string> names;
  for (const v1::Indicator& indicator : catalogue.indicators()) {
    if (selector.SelectsIndicator(indicator.name())) {
      names.push_back(indicator.name());
    }
  }
  absl::StatusOr<Statement> rows = connection.Prepare(
      "SELECT name FROM indicator WHERE name != '' ORDER BY name");
  if (!rows.ok()) return rows.status();
  absl::StatusOr<bool> row;
  while ((row = rows->Step()).ok() && *row) {
    const absl::string_view name = rows->Bytes(0);
    if (catalogue.Find(name) == nullptr && selector.SelectsIndicator(name)) {
      names.emplace_back(name);
    }
  }
  if (!row.ok()) return row.status();
  return names;
}

}  // namespace nianbao
