#include "aggregator/store/sqlite/upkeep/report_check.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"

namespace nianbao::aggregator {
namespace {

absl::Status Wrong(int64_t id, absl::string_view what) {
  return absl::DataLossError(absl::StrCat("report row ", id, ": ", what));
}

// The aggregator refuses reports whose diagnostics point elsewhere, so that
// such a content was damaged; and RowsOf must not be called for one.
bool DiagnosticsPointAtObservations(const v1::Report& report) {
  return absl::c_all_of(
      report.diagnostics(), [&report](const v1::Diagnostic& diagnostic) {
        return absl::c_all_of(
            diagnostic.observations(), [&report](int32_t position) {
              return position >= 0 && position < report.observations_size();
            });
      });
}

}  // namespace

absl::StatusOr<ReportCheck> ReportCheck::Create(Connection& connection) {
  ReportCheck check;
  const std::pair<Statement*, const char*> statements[] = {
      {&check.content_,
       "SELECT content, observation_count, diagnostic_count FROM "
       "report_content WHERE report_id = ?"},
      {&check.value_,
       "SELECT value FROM observation WHERE indicator_id = (SELECT id FROM "
       "indicator WHERE name = ?1) AND kind = ?2 AND year = ?3 "
       "AND report_id = ?4 AND position = ?5"},
  };
  for (const auto& [statement, sql] : statements) {
    absl::StatusOr<Statement> prepared = connection.Prepare(sql);
    // The schema's version is right, so that a table it does not have is
    // damage.
    if (!prepared.ok()) return absl::DataLossError(prepared.status().message());
    *statement = *std::move(prepared);
  }
  return check;
}

absl::StatusOr<int64_t> ReportCheck::Run(int64_t id) {
  const absl::StatusOr<v1::Report> report = Content(id);
  if (!report.ok()) return report.status();
  const ObservationRows observations = RowsOf(*report);
  for (const ObservationRow& row : observations.rows) {
    const absl::Status status =
        CheckRow(id, observations.indicators[row.indicator], row);
    if (!status.ok()) return status;
  }
  return observations.rows.size();
}

absl::StatusOr<v1::Report> ReportCheck::Content(int64_t id) {
  // All columns are read before Reset lets go of them; the errors come after.
  const absl::StatusOr<bool> found = content_.Bind(1, id).Step();
  v1::Report report;
  const absl::string_view bytes = content_.Bytes(0);
  const bool parsed =
      found.ok() && *found &&
      report.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  const bool counted = content_.Int(1) == report.observations_size() &&
                       content_.Int(2) == report.diagnostics_size();
  content_.Reset();
  if (!found.ok()) return Wrong(id, found.status().message());
  if (!*found) return Wrong(id, "no content");
  if (!parsed) return Wrong(id, "the content does not parse");
  if (!counted || !DiagnosticsPointAtObservations(report)) {
    return Wrong(id, "the content is not what was counted");
  }
  return report;
}

absl::Status ReportCheck::CheckRow(int64_t id, const std::string& indicator,
                                   const ObservationRow& row) {
  const absl::StatusOr<bool> found = value_.BindText(1, indicator)
                                         .Bind(2, int64_t{row.kind})
                                         .Bind(3, int64_t{row.year})
                                         .Bind(4, id)
                                         .Bind(5, int64_t{row.position})
                                         .Step();
  const bool same = found.ok() && *found && value_.Real(0) == row.value;
  value_.Reset();
  if (!found.ok()) return Wrong(id, found.status().message());
  if (same) return absl::OkStatus();
  return Wrong(id, absl::StrCat("observation ", row.position, " is ",
                                *found ? "of another value in" : "not in",
                                " the table of observations"));
}

}  // namespace nianbao::aggregator
