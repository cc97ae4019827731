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
  absl::StatusOr<CorrectionReader> corrections =
      CorrectionReader::Create(connection);
  // The schema's version is right, so that a table it does not have is damage.
  if (!corrections.ok()) {
    return absl::DataLossError(corrections.status().message());
  }
  ReportCheck check(*std::move(corrections));
  const std::pair<Statement*, const char*> statements[] = {
      {&check.row_,
       "SELECT upload_id, stored_at, name, digest, key, issuer_name, "
       "division_code, level, year, type, r.superseded_at FROM report AS r "
       "JOIN issuer AS i ON i.id = issuer_id WHERE r.id = ?"},
      {&check.content_,
       "SELECT content, observation_count, diagnostic_count FROM "
       "report_content WHERE report_id = ?"},
      {&check.value_,
       "SELECT value, unit.name FROM observation "
       "LEFT JOIN unit ON unit.id = unit_id WHERE indicator_id = "
       "(SELECT id FROM indicator WHERE name = ?1) AND kind = ?2 "
       "AND year = ?3 AND report_id = ?4 AND position = ?5"},
  };
  for (const auto& [statement, sql] : statements) {
    absl::StatusOr<Statement> prepared = connection.Prepare(sql);
    if (!prepared.ok()) return absl::DataLossError(prepared.status().message());
    *statement = *std::move(prepared);
  }
  return check;
}

absl::StatusOr<int64_t> ReportCheck::Run(int64_t id) {
  const absl::StatusOr<Row> row = ReadRow(id);
  if (!row.ok()) return row.status();
  absl::StatusOr<v1::Report> read = Content(id, row->upload_id);
  if (!read.ok()) return read.status();
  // A row that its own transaction superseded is of no moment, and corrections
  // that were in force between two steps of it have not been kept.
  if (row->superseded_at == row->stored_at) return read->observations_size();
  const absl::StatusOr<std::vector<v1::Correction>> corrections =
      corrections_.InForce(row->digest, row->stored_at);
  if (!corrections.ok()) return corrections.status();
  const StoredReport report(*std::move(read), *corrections);
  if (row->name != report.name || row->digest != report.digest ||
      row->issuer_key != report.issuer_key ||
      row->issuer_name != report.issuer_name ||
      row->division_code != report.division_code ||
      row->level != report.level || row->year != report.year ||
      row->type != report.type) {
    return Wrong(id, "not what its content and its corrections give");
  }
  for (const ObservationRow& observation : report.observations.rows) {
    const absl::Status status =
        CheckRow(id, report.observations.indicators[observation.indicator],
                 report.observations.units[observation.unit], observation);
    if (!status.ok()) return status;
  }
  return report.observations.rows.size();
}

absl::StatusOr<ReportCheck::Row> ReportCheck::ReadRow(int64_t id) {
  const absl::StatusOr<bool> found = row_.Bind(1, id).Step();
  const Row row = {.upload_id = row_.Int(0),
                   .stored_at = row_.Int(1),
                   .superseded_at = row_.Int(10),
                   .name = std::string(row_.Bytes(2)),
                   .digest = std::string(row_.Bytes(3)),
                   .issuer_key = std::string(row_.Bytes(4)),
                   .issuer_name = std::string(row_.Bytes(5)),
                   .division_code = std::string(row_.Bytes(6)),
                   .level = row_.Int(7),
                   .year = row_.Int(8),
                   .type = row_.Int(9)};
  row_.Reset();
  if (!found.ok()) return Wrong(id, found.status().message());
  if (!*found) return Wrong(id, "no issuer");
  return row;
}

absl::StatusOr<v1::Report> ReportCheck::Content(int64_t id, int64_t upload_id) {
  // All columns are read before Reset lets go of them; the errors come after.
  const absl::StatusOr<bool> found = content_.Bind(1, upload_id).Step();
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
                                   const std::string& unit,
                                   const ObservationRow& row) {
  const absl::StatusOr<bool> found = value_.BindText(1, indicator)
                                         .Bind(2, int64_t{row.kind})
                                         .Bind(3, int64_t{row.year})
                                         .Bind(4, id)
                                         .Bind(5, int64_t{row.position})
                                         .Step();
  const bool same = found.ok() && *found && value_.Real(0) == row.value &&
                    value_.Bytes(1) == unit;
  value_.Reset();
  if (!found.ok()) return Wrong(id, found.status().message());
  if (same) return absl::OkStatus();
  return Wrong(id, absl::StrCat("observation ", row.position, " is ",
                                *found ? "of another value in" : "not in",
                                " the table of observations"));
}

}  // namespace nianbao::aggregator
