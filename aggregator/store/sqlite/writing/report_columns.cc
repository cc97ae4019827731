#include "aggregator/store/sqlite/writing/report_columns.h"

#include "absl/strings/str_cat.h"
#include "aggregator/columns/indicator_values.h"

namespace nianbao::aggregator {
namespace {

Located LocateStored(const Catalogue& catalogue, const StoredReport& report) {
  return Locate(catalogue, {.division_code = report.division_code,
                            .level = report.level,
                            .issuer_name = report.issuer_name,
                            .type = report.type,
                            .year = report.year});
}

}  // namespace

absl::StatusOr<ReportColumns> ReportColumns::Create(Connection& connection,
                                                    const Catalogue& catalogue,
                                                    InternTable& indicators) {
  absl::StatusOr<CorrectionReader> corrections =
      CorrectionReader::Create(connection);
  if (!corrections.ok()) return corrections.status();
  ReportColumns columns(catalogue, indicators, *std::move(corrections));
  absl::StatusOr<Statement> read = connection.Prepare(
      "SELECT name, issuer_id, stored_at, upload_id, digest, content "
      "FROM report JOIN report_content ON report_id = upload_id WHERE id = ?");
  if (!read.ok()) return read.status();
  columns.read_ = *std::move(read);
  return columns;
}

absl::StatusOr<SnapshotChanges::Added> ReportColumns::Adding(
    const StoredReport& report, ReportEntry entry) {
  const Located located = LocateStored(*catalogue_, report);
  entry.issuer_name = report.issuer_name;
  entry.place = located.place;
  entry.year = report.year;
  entry.stratum = located.stratum;
  absl::StatusOr<Candidates> candidates =
      CandidatesOf(entry.stratum, report.observations);
  if (!candidates.ok()) return candidates.status();
  return SnapshotChanges::Added{.entry = std::move(entry),
                                .rows = *std::move(candidates)};
}

absl::StatusOr<SnapshotChanges::Added> ReportColumns::AddingStored(int64_t id) {
  ReportEntry entry;
  const absl::StatusOr<StoredReport> report = Read(id, entry);
  if (!report.ok()) return report.status();
  return Adding(*report, std::move(entry));
}

absl::StatusOr<SnapshotChanges::Removed> ReportColumns::RemovingStored(
    int64_t id) {
  // The report's own content says where its rows are, and is one look-up; to
  // find them in the columns or in the table would be a look through all of
  // them.
  ReportEntry entry;
  const absl::StatusOr<StoredReport> report = Read(id, entry);
  if (!report.ok()) return report.status();
  const absl::StatusOr<Candidates> candidates = CandidatesOf(
      LocateStored(*catalogue_, *report).stratum, report->observations);
  if (!candidates.ok()) return candidates.status();
  SnapshotChanges::Removed removed = {.report_id = id};
  for (const auto& [key, candidate] : *candidates) removed.keys.push_back(key);
  return removed;
}

absl::StatusOr<StoredReport> ReportColumns::Read(int64_t id,
                                                 ReportEntry& entry) {
  const absl::StatusOr<bool> found = read_.Bind(1, id).Step();
  entry = {.id = id,
           .upload = read_.Int(3),
           .name = std::string(read_.Bytes(0)),
           .issuer = static_cast<int32_t>(read_.Int(1)),
           .stored_at = read_.Int(2)};
  const std::string digest(read_.Bytes(4));
  // Neither the name nor the moment is read by the callers.
  absl::StatusOr<v1::Report> report =
      RestoreReport(read_.Bytes(5), absl::StrCat("report row ", id), 0);
  read_.Reset();
  if (!found.ok()) return found.status();
  if (!*found) return absl::DataLossError("a report has no content");
  if (!report.ok()) return report.status();
  const absl::StatusOr<std::vector<v1::Correction>> corrections =
      corrections_.InForce(digest, entry.stored_at);
  if (!corrections.ok()) return corrections.status();
  return StoredReport(*std::move(report), *corrections);
}

absl::StatusOr<ReportColumns::Candidates> ReportColumns::CandidatesOf(
    Stratum stratum, const ObservationRows& observations) {
  // Of observations.indicators, by index: numbers, what the catalogue knows,
  // and how values are brought to their units.
  std::vector<int32_t> ids;
  std::vector<const v1::Indicator*> indicators;
  std::vector<IndicatorValues> values;
  for (const std::string& name : observations.indicators) {
    const absl::StatusOr<int32_t> id = indicators_->Intern(name);
    if (!id.ok()) return id.status();
    ids.push_back(*id);
    indicators.push_back(catalogue_->Find(name));
    values.emplace_back(indicators.back(), observations.units);
  }
  Candidates candidates;
  candidates.reserve(observations.rows.size());
  for (const ObservationRow& row : observations.rows) {
    if (!MayCount(indicators[row.indicator], row.flags)) continue;
    auto& [key, candidate] = candidates.emplace_back(
        ChunkKey{.indicator = ids[row.indicator],
                 .kind = row.kind,
                 .stratum = stratum,
                 .year = row.year},
        Candidate{.value = row.value,
                  .position = static_cast<uint32_t>(row.position),
                  .confidence = static_cast<float>(row.confidence),
                  .flags = row.flags});
    values[row.indicator].Convert(key.kind, row.unit, candidate);
  }
  return candidates;
}

}  // namespace nianbao::aggregator
