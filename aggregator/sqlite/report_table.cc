#include "aggregator/sqlite/report_table.h"

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "aggregator/sqlite/schema.h"
#include "common/report_identity.h"
#include "common/status.h"

namespace nianbao {
namespace {

// Digits of the digest in a name; the second is for names that collide.
constexpr int kNameDigits[] = {8, 16};

bool CoversOneYear(const v1::Report& report) {
  return report.first_year() == 0 || report.first_year() == report.year();
}

v1::Kind KindOf(const v1::Observation& observation) {
  return observation.kind() == v1::KIND_UNSPECIFIED ? v1::KIND_LEVEL
                                                    : observation.kind();
}

bool IsInexact(v1::Modifier modifier) {
  return modifier != v1::MODIFIER_UNSPECIFIED && modifier != v1::MODIFIER_EXACT;
}

int64_t FlagsOf(const v1::Observation& observation, bool erroneous) {
  const std::string& unit = observation.quantity().unit();
  int64_t flags = 0;
  if (observation.headline() && observation.scope() != v1::SCOPE_OTHER &&
      observation.has_quantity() && observation.year() != 0) {
    flags |= kCountable;
  }
  if (IsInexact(observation.quantity().modifier())) flags |= kInexact;
  if (erroneous) flags |= kErroneous;
  if (unit == "%" || unit == "百分点") flags |= kPercentage;
  return flags;
}

// Positions of the observations in doubt.
absl::flat_hash_set<int> Erroneous(const v1::Report& report) {
  absl::flat_hash_set<int> positions;
  for (const v1::Diagnostic& diagnostic : report.diagnostics()) {
    if (diagnostic.severity() == v1::Diagnostic::SEVERITY_ERROR &&
        diagnostic.observations_size() > 0) {
      positions.insert(diagnostic.observations(0));
    }
  }
  return positions;
}

v1::Report WithoutLists(v1::Report report) {
  report.clear_observations();
  report.clear_diagnostics();
  report.clear_sections();
  return report;
}

}  // namespace

absl::StatusOr<ReportTable> ReportTable::Create(Connection& connection) {
  ReportTable t(connection);
  constexpr char kFind[] =
      "SELECT id, issuer_id, year, first_year, type FROM report WHERE ";
  const std::pair<Statement*, std::string> statements[] = {
      {&t.find_by_source_, absl::StrCat(kFind, "source_uri = ?")},
      {&t.find_by_name_, absl::StrCat(kFind, "name = ?")},
      {&t.name_taken_, "SELECT 1 FROM report WHERE name = ?"},
      {&t.find_issuer_, "SELECT id FROM issuer WHERE key = ?"},
      {&t.insert_issuer_, "INSERT INTO issuer (key) VALUES (?)"},
      {&t.find_indicator_, "SELECT id FROM indicator WHERE name = ?"},
      {&t.insert_indicator_, "INSERT INTO indicator (name) VALUES (?)"},
      {&t.insert_report_,
       "INSERT INTO report (name, source_uri, issuer_id, issuer_name, "
       "division_code, level, year, first_year, type, counted) "
       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
      {&t.insert_content_, "INSERT INTO report_content VALUES (?, ?, ?, ?, ?)"},
      {&t.insert_observation_,
       "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?)"},
      {&t.read_content_,
       "SELECT content FROM report_content WHERE report_id = ?"},
      {&t.delete_observation_,
       "DELETE FROM observation WHERE indicator_id = ? AND kind = ? AND "
       "year = ? AND report_id = ? AND position = ?"},
      {&t.delete_content_, "DELETE FROM report_content WHERE report_id = ?"},
      {&t.delete_report_, "DELETE FROM report WHERE id = ?"},
      {&t.count_newest_,
       "UPDATE report SET counted = (id = (SELECT max(id) FROM report "
       "WHERE issuer_id = ?1 AND year = ?2 AND type = ?3 AND first_year = 0)) "
       "WHERE issuer_id = ?1 AND year = ?2 AND type = ?3 AND first_year = 0"},
  };
  for (const auto& [statement, sql] : statements) {
    absl::StatusOr<Statement> prepared = connection.Prepare(sql);
    if (!prepared.ok()) return prepared.status();
    *statement = *std::move(prepared);
  }
  return t;
}

absl::StatusOr<UploadResult> ReportTable::Put(v1::Report report) {
  find_by_source_.BindText(1, report.source_uri());
  const absl::StatusOr<bool> replaced = RemoveFound(find_by_source_);
  if (!replaced.ok()) return replaced.status();
  absl::StatusOr<std::string> name = FreeName(report);
  if (!name.ok()) return name.status();
  report.set_name(*name);
  const absl::Time now = absl::Now();
  report.mutable_upload_time()->set_seconds(absl::ToUnixSeconds(now));
  report.mutable_upload_time()->set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(
          now - absl::FromUnixSeconds(report.upload_time().seconds()))));
  const absl::StatusOr<int64_t> id = InsertReport(report);
  if (!id.ok()) return id.status();
  absl::Status status = InsertContent(*id, report);
  if (status.ok()) status = InsertObservations(*id, report);
  if (!status.ok()) return status;
  return UploadResult{.name = *std::move(name), .replaced = *replaced};
}

absl::StatusOr<std::string> ReportTable::FreeName(const v1::Report& report) {
  std::string name;
  for (const int digits : kNameDigits) {
    name = ReportName(report, digits);
    const absl::StatusOr<bool> taken = name_taken_.BindText(1, name).Step();
    name_taken_.Reset();
    if (!taken.ok()) return taken.status();
    if (!*taken) return name;
  }
  return absl::AlreadyExistsError(
      absl::StrCat("another source has the name ", name));
}

absl::StatusOr<int64_t> ReportTable::InsertReport(const v1::Report& report) {
  const std::string key = IssuerKey(report);
  const absl::StatusOr<int64_t> issuer =
      Intern(find_issuer_, insert_issuer_, key);
  if (!issuer.ok()) return issuer.status();
  const Rivalry rivalry = {
      .issuer = *issuer,
      .year = report.year(),
      .first_year = CoversOneYear(report) ? 0 : report.first_year(),
      .type = report.type()};
  const absl::Status status = insert_report_.BindText(1, report.name())
                                  .BindText(2, report.source_uri())
                                  .Bind(3, rivalry.issuer)
                                  .BindText(4, report.issuer().name())
                                  .BindText(5, report.issuer().division_code())
                                  .Bind(6, int64_t{report.issuer().level()})
                                  .Bind(7, rivalry.year)
                                  .Bind(8, rivalry.first_year)
                                  .Bind(9, rivalry.type)
                                  .Bind(10, int64_t{CoversOneYear(report)})
                                  .Run();
  if (!status.ok()) return status;
  const int64_t id = connection_->LastInsertId();
  const absl::Status counted = CountNewest(rivalry);
  if (!counted.ok()) return counted;
  return id;
}

absl::Status ReportTable::InsertContent(int64_t id, const v1::Report& report) {
  const std::string brief = WithoutLists(report).SerializeAsString();
  const std::string content = report.SerializeAsString();
  return insert_content_.Bind(1, id)
      .Bind(2, int64_t{report.observations_size()})
      .Bind(3, int64_t{report.diagnostics_size()})
      .BindBlob(4, brief)
      .BindBlob(5, content)
      .Run();
}

absl::Status ReportTable::InsertObservations(int64_t id,
                                             const v1::Report& report) {
  const absl::flat_hash_set<int> erroneous = Erroneous(report);
  for (int i = 0; i < report.observations_size(); ++i) {
    const v1::Observation& observation = report.observations(i);
    const absl::StatusOr<int64_t> indicator =
        Intern(find_indicator_, insert_indicator_, observation.indicator());
    if (!indicator.ok()) return indicator.status();
    const absl::Status status =
        insert_observation_.Bind(1, *indicator)
            .Bind(2, int64_t{KindOf(observation)})
            .Bind(3, int64_t{observation.year()})
            .Bind(4, id)
            .Bind(5, int64_t{i})
            .Bind(6, observation.quantity().value())
            .Bind(7, observation.confidence())
            .Bind(8, FlagsOf(observation, erroneous.contains(i)))
            .Run();
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status ReportTable::Delete(const std::string& name) {
  find_by_name_.BindText(1, name);
  const absl::StatusOr<bool> found = RemoveFound(find_by_name_);
  if (!found.ok()) return found.status();
  return *found ? absl::OkStatus() : ResourceNotFound("report", name);
}

absl::StatusOr<bool> ReportTable::RemoveFound(Statement& find) {
  const absl::StatusOr<bool> found = find.Step();
  const int64_t id = find.Int(0);
  const Rivalry rivalry = {.issuer = find.Int(1),
                           .year = find.Int(2),
                           .first_year = find.Int(3),
                           .type = find.Int(4)};
  find.Reset();
  if (!found.ok() || !*found) return found;
  const absl::Status removed = RemoveRows(id);
  if (!removed.ok()) return removed;
  const absl::Status counted = CountNewest(rivalry);
  if (!counted.ok()) return counted;
  return true;
}

// Finds the observations' rows by what the report itself says, which spares an
// index over the largest table.
absl::Status ReportTable::RemoveRows(int64_t id) {
  const absl::StatusOr<bool> found = read_content_.Bind(1, id).Step();
  if (!found.ok()) return found.status();
  v1::Report report;
  const absl::string_view content = read_content_.Bytes(0);
  const bool parsed =
      *found &&
      report.ParseFromArray(content.data(), static_cast<int>(content.size()));
  read_content_.Reset();
  if (!parsed) {
    return absl::DataLossError(absl::StrCat("content of report row ", id));
  }
  for (int i = 0; i < report.observations_size(); ++i) {
    const v1::Observation& observation = report.observations(i);
    const absl::StatusOr<int64_t> indicator =
        Intern(find_indicator_, insert_indicator_, observation.indicator());
    if (!indicator.ok()) return indicator.status();
    const absl::Status status = delete_observation_.Bind(1, *indicator)
                                    .Bind(2, int64_t{KindOf(observation)})
                                    .Bind(3, int64_t{observation.year()})
                                    .Bind(4, id)
                                    .Bind(5, int64_t{i})
                                    .Run();
    if (!status.ok()) return status;
  }
  const absl::Status status = delete_content_.Bind(1, id).Run();
  return status.ok() ? delete_report_.Bind(1, id).Run() : status;
}

absl::Status ReportTable::CountNewest(const Rivalry& rivalry) {
  if (!rivalry.Exists()) return absl::OkStatus();
  return count_newest_.Bind(1, rivalry.issuer)
      .Bind(2, rivalry.year)
      .Bind(3, rivalry.type)
      .Run();
}

absl::StatusOr<int64_t> ReportTable::Intern(Statement& find, Statement& insert,
                                            absl::string_view text) {
  const absl::StatusOr<bool> found = find.BindText(1, text).Step();
  const int64_t id = find.Int(0);
  find.Reset();
  if (!found.ok()) return found.status();
  if (*found) return id;
  const absl::Status inserted = insert.BindText(1, text).Run();
  if (!inserted.ok()) return inserted;
  return connection_->LastInsertId();
}

}  // namespace nianbao
