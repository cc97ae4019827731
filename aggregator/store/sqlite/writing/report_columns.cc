#include "aggregator/store/sqlite/writing/report_columns.h"

#include "absl/strings/str_cat.h"

namespace nianbao::aggregator {

absl::StatusOr<ReportColumns> ReportColumns::Create(Connection& connection,
                                                    const Catalogue& catalogue,
                                                    InternTable& indicators) {
  ReportColumns columns(catalogue, indicators);
  absl::StatusOr<Statement> content = connection.Prepare(
      "SELECT content FROM report_content WHERE report_id = ?");
  if (!content.ok()) return content.status();
  columns.read_content_ = *std::move(content);
  absl::StatusOr<Statement> report = connection.Prepare(
      "SELECT name, issuer_id, stored_at FROM report WHERE id = ?");
  if (!report.ok()) return report.status();
  columns.read_report_ = *std::move(report);
  return columns;
}

absl::StatusOr<SnapshotChanges::Added> ReportColumns::Adding(
    const StoredReport& report, ReportEntry entry) {
  entry.issuer_name = report.issuer_name;
  entry.place = PlaceOf(report.division_code, report.level);
  entry.year = report.year;
  entry.stratum = StratumOf(*catalogue_, report.type, report.year, entry.place,
                            report.issuer_name);
  absl::StatusOr<Candidates> candidates =
      CandidatesOf(entry.stratum, report.observations);
  if (!candidates.ok()) return candidates.status();
  return SnapshotChanges::Added{.entry = std::move(entry),
                                .rows = *std::move(candidates)};
}

absl::StatusOr<SnapshotChanges::Added> ReportColumns::AddingStored(int64_t id) {
  absl::StatusOr<v1::Report> report = Read(id);
  if (!report.ok()) return report.status();
  const absl::StatusOr<bool> found = read_report_.Bind(1, id).Step();
  ReportEntry entry = {.id = id,
                       .name = std::string(read_report_.Bytes(0)),
                       .issuer = static_cast<int32_t>(read_report_.Int(1)),
                       .stored_at = read_report_.Int(2)};
  read_report_.Reset();
  if (!found.ok()) return found.status();
  return Adding(StoredReport(*std::move(report)), std::move(entry));
}

absl::StatusOr<SnapshotChanges::Removed> ReportColumns::RemovingStored(
    int64_t id) {
  // The report's own content says where its rows are, and is one look-up; to
  // find them in the columns or in the table would be a look through all of
  // them.
  const absl::StatusOr<v1::Report> report = Read(id);
  if (!report.ok()) return report.status();
  const v1::Issuer& issuer = report->issuer();
  const absl::StatusOr<Candidates> candidates = CandidatesOf(
      StratumOf(*catalogue_, report->type(), report->year(),
                PlaceOf(issuer.division_code(), issuer.level()), issuer.name()),
      RowsOf(*report));
  if (!candidates.ok()) return candidates.status();
  SnapshotChanges::Removed removed = {.report_id = id};
  for (const auto& [key, candidate] : *candidates) removed.keys.push_back(key);
  return removed;
}

absl::StatusOr<v1::Report> ReportColumns::Read(int64_t id) {
  const absl::StatusOr<bool> found = read_content_.Bind(1, id).Step();
  // Neither the name nor the moment is read by the callers.
  absl::StatusOr<v1::Report> report =
      RestoreReport(read_content_.Bytes(0), absl::StrCat("report row ", id), 0);
  read_content_.Reset();
  if (!found.ok()) return found.status();
  return report;
}

absl::StatusOr<ReportColumns::Candidates> ReportColumns::CandidatesOf(
    Stratum stratum, const ObservationRows& observations) {
  // Of observations.indicators, by index: numbers, and what the catalogue
  // knows.
  std::vector<int32_t> ids;
  std::vector<const v1::Indicator*> indicators;
  for (const std::string& name : observations.indicators) {
    const absl::StatusOr<int32_t> id = indicators_->Intern(name);
    if (!id.ok()) return id.status();
    ids.push_back(*id);
    indicators.push_back(catalogue_->Find(name));
  }
  Candidates candidates;
  candidates.reserve(observations.rows.size());
  for (const ObservationRow& row : observations.rows) {
    if (!MayCount(indicators[row.indicator], row.flags)) continue;
    candidates.emplace_back(
        ChunkKey{.indicator = ids[row.indicator],
                 .kind = row.kind,
                 .stratum = stratum,
                 .year = row.year},
        Candidate{.value = row.value,
                  .position = static_cast<uint32_t>(row.position),
                  .confidence = static_cast<float>(row.confidence),
                  .flags = row.flags});
  }
  return candidates;
}

}  // namespace nianbao::aggregator
