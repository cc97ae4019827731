#include "aggregator/store/sqlite/report_list.h"

#include <limits>
#include <utility>

#include "aggregator/store/sqlite/database/correction_reader.h"
#include "aggregator/store/sqlite/database/stored_report.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

constexpr char kReports[] =
    "SELECT upload_id, name, division_code, stored_at, "
    "  first_year = 0 AND (year = 0 OR upload_id = (SELECT max(upload_id) "
    "  FROM report WHERE superseded_at IS NULL AND first_year = 0 "
    "  AND issuer_id = r.issuer_id AND year = r.year AND type = r.type)), "
    "  digest, (SELECT stored_at FROM report WHERE id = r.upload_id) "
    "FROM report r WHERE superseded_at IS NULL AND name > ?1 "
    "AND (?2 = 0 OR year = ?2) AND (?3 = 0 OR level = ?3) AND stored_at > ?4 "
    "ORDER BY name";

// No moment is earlier than the first.
int64_t Microseconds(absl::Time time) {
  return time == absl::InfinitePast() ? std::numeric_limits<int64_t>::min()
                                      : absl::ToUnixMicros(time);
}

bool IsWithin(absl::string_view code, const DivisionEntry* within) {
  if (within == nullptr) return true;
  const DivisionEntry* const division = Gazetteer::Get().Find(code);
  return division != nullptr && Gazetteer::IsWithin(*division, *within);
}

absl::StatusOr<v1::ReportSummary> Summarize(const Statement& report,
                                            Statement& content,
                                            CorrectionReader& corrections) {
  const absl::StatusOr<std::vector<v1::Correction>> in_force =
      corrections.InForce(report.Bytes(5), report.Int(3));
  if (!in_force.ok()) return in_force.status();
  const absl::StatusOr<bool> found = content.Bind(1, report.Int(0)).Step();
  if (!found.ok()) return found.status();
  v1::ReportSummary summary;
  summary.set_observation_count(static_cast<int32_t>(content.Int(0)));
  summary.set_diagnostic_count(static_cast<int32_t>(content.Int(1)));
  summary.set_counted(report.Int(4) != 0);
  absl::StatusOr<v1::Report> brief = RestoreReport(
      content.Bytes(2), report.Bytes(1), report.Int(6), *in_force);
  content.Reset();
  if (!brief.ok()) return brief.status();
  *summary.mutable_report() = *std::move(brief);
  return summary;
}

}  // namespace

absl::StatusOr<std::vector<v1::ReportSummary>> ListReports(
    Connection& connection, const ReportListQuestion& question) {
  absl::StatusOr<Statement> reports = connection.Prepare(kReports);
  if (!reports.ok()) return reports.status();
  absl::StatusOr<Statement> content = connection.Prepare(
      "SELECT observation_count, diagnostic_count, brief FROM report_content "
      "WHERE report_id = ?");
  if (!content.ok()) return content.status();
  absl::StatusOr<CorrectionReader> corrections =
      CorrectionReader::Create(connection);
  if (!corrections.ok()) return corrections.status();
  reports->BindText(1, question.after)
      .Bind(2, int64_t{question.year})
      .Bind(3, int64_t{question.level})
      .Bind(4, Microseconds(question.updated_after));
  std::vector<v1::ReportSummary> summaries;
  while (static_cast<int>(summaries.size()) < question.limit) {
    const absl::StatusOr<bool> row = reports->Step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    if (!IsWithin(reports->Bytes(2), question.within)) continue;
    absl::StatusOr<v1::ReportSummary> summary =
        Summarize(*reports, *content, *corrections);
    if (!summary.ok()) return summary.status();
    summaries.push_back(*std::move(summary));
  }
  return summaries;
}

}  // namespace nianbao::aggregator
