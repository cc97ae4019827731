#include "tests/benchmark/column_engine.h"

#include "absl/strings/str_cat.h"

namespace nianbao {
namespace {

Candidate CandidateOf(int indicator, int division, int year) {
  return {.value = GeneratedRows::Value(indicator, division, year),
          .position = static_cast<uint32_t>(indicator),
          .confidence = 0.9f,
          .flags = static_cast<uint16_t>(observation_flags::kCountable |
                                         v1::MODIFIER_EXACT)};
}

SnapshotChanges::Added ReportOf(const GeneratedRows& rows, int division,
                                int year) {
  const DivisionEntry& issuer = *rows.divisions()[division];
  SnapshotChanges::Added report;
  ReportEntry& entry = report.entry;
  entry.id =
      int64_t{year - GeneratedRows::kFirstYear} * GeneratedRows::kDivisions +
      division + 1;
  entry.name = absl::StrCat("reports/", issuer.code, "-", year);
  entry.issuer_name = absl::StrCat(Gazetteer::FullName(issuer), "人民政府");
  entry.issuer = division;
  entry.place = MakePlace(
      static_cast<uint32_t>(&issuer - Gazetteer::Get().divisions().data()),
      GeneratedRows::kLevel);
  entry.year = year;
  entry.stored_at = entry.id;
  for (size_t i = 0; i < rows.indicators().size(); ++i) {
    const int indicator = static_cast<int>(i);
    report.rows.push_back(
        {{.indicator = indicator, .kind = v1::KIND_LEVEL, .year = year},
         CandidateOf(indicator, division, year)});
  }
  return report;
}

}  // namespace

SnapshotPtr BuildColumns(const GeneratedRows& rows) {
  LiveColumns columns;
  SnapshotChanges changes;
  for (size_t i = 0; i < rows.indicators().size(); ++i) {
    changes.indicators.emplace_back(static_cast<int32_t>(i),
                                    rows.indicators()[i]);
  }
  // A year at a time: each has chunks of its own.
  for (int year = GeneratedRows::kFirstYear; year <= GeneratedRows::kLastYear;
       ++year) {
    for (int division = 0; division < GeneratedRows::kDivisions; ++division) {
      changes.added.push_back(ReportOf(rows, division, year));
    }
    columns.Apply(std::move(changes));
    changes = {};
  }
  return columns.Get();
}

}  // namespace nianbao
