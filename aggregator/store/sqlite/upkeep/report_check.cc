#include "aggregator/store/sqlite/upkeep/report_check.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "aggregator/store/sqlite/database/stored_flags.h"

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
       "division_code, level, year, type, r.superseded_at, source_uri, "
       "first_year FROM report AS r "
       "JOIN issuer AS i ON i.id = issuer_id WHERE r.id = ?"},
      {&check.content_,
       "SELECT content, observation_count, diagnostic_count FROM "
       "report_content WHERE report_id = ?"},
      {&check.brief_, "SELECT brief FROM report_content WHERE report_id = ?"},
      {&check.observation_,
       "SELECT value, unit.name, confidence, flags FROM observation "
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
  absl::StatusOr<int64_t> observations = Check(id, *row);
  if (observations.ok()) return observations;
  return absl::DataLossError(
      absl::StrCat(observations.status().message(), " (", row->name, ")"));
}

absl::StatusOr<int64_t> ReportCheck::Check(int64_t id, const Row& row) {
  absl::StatusOr<v1::Report> read = Content(id, row.upload_id);
  if (!read.ok()) return read.status();
  if (row.superseded_at != 0 && row.superseded_at < row.stored_at) {
    return Wrong(id, "superseded before it was stored");
  }
  // A row that its own transaction superseded is of no moment, and corrections
  // that were in force between two steps of it have not been kept.
  if (row.superseded_at == row.stored_at) return read->observations_size();
  const absl::StatusOr<std::vector<v1::Correction>> corrections =
      corrections_.InForce(row.digest, row.stored_at);
  if (!corrections.ok()) return corrections.status();
  const StoredReport report(*std::move(read), *corrections);
  const absl::string_view difference = Difference(row, report);
  if (!difference.empty()) {
    return Wrong(id,
                 absl::StrCat(difference,
                              " is not what its content and its corrections "
                              "give"));
  }
  const absl::Status brief = CheckBrief(id, row.upload_id, report.brief);
  if (!brief.ok()) return brief;
  for (const ObservationRow& observation : report.observations.rows) {
    const absl::Status status =
        CheckRow(id, report.observations.indicators[observation.indicator],
                 report.observations.units[observation.unit], observation);
    if (!status.ok()) return status;
  }
  return report.observations.rows.size();
}

absl::string_view ReportCheck::Difference(const Row& row,
                                          const StoredReport& report) {
  if (row.name != report.name) return "name";
  if (row.digest != report.digest) return "digest";
  if (row.source_uri != report.source_uri) return "source_uri";
  if (row.issuer_key != report.issuer_key) return "issuer";
  if (row.issuer_name != report.issuer_name) return "issuer_name";
  if (row.division_code != report.division_code) return "division_code";
  if (row.level != report.level) return "level";
  if (row.year != report.year) return "year";
  if (row.first_year != report.first_year) return "first_year";
  if (row.type != report.type) return "type";
  return "";
}

absl::StatusOr<ReportCheck::Row> ReportCheck::ReadRow(int64_t id) {
  const absl::StatusOr<bool> found = row_.Bind(1, id).Step();
  const Row row = {.upload_id = row_.Int(0),
                   .stored_at = row_.Int(1),
                   .superseded_at = row_.Int(10),
                   .name = std::string(row_.Bytes(2)),
                   .digest = std::string(row_.Bytes(3)),
                   .source_uri = std::string(row_.Bytes(11)),
                   .issuer_key = std::string(row_.Bytes(4)),
                   .issuer_name = std::string(row_.Bytes(5)),
                   .division_code = std::string(row_.Bytes(6)),
                   .level = row_.Int(7),
                   .year = row_.Int(8),
                   .first_year = row_.Int(12),
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

absl::Status ReportCheck::CheckBrief(int64_t id, int64_t upload_id,
                                     const std::string& brief) {
  const absl::StatusOr<bool> found = brief_.Bind(1, upload_id).Step();
  const bool same = found.ok() && *found && brief_.Bytes(0) == brief;
  brief_.Reset();
  if (!found.ok()) return Wrong(id, found.status().message());
  return same ? absl::OkStatus()
              : Wrong(id, "the brief is not what its content gives");
}

absl::Status ReportCheck::CheckRow(int64_t id, const std::string& indicator,
                                   const std::string& unit,
                                   const ObservationRow& row) {
  const absl::StatusOr<bool> found = observation_.BindText(1, indicator)
                                         .Bind(2, int64_t{row.kind})
                                         .Bind(3, int64_t{row.year})
                                         .Bind(4, id)
                                         .Bind(5, int64_t{row.position})
                                         .Step();
  const bool is_there = found.ok() && *found;
  const bool same_value = is_there && observation_.Real(0) == row.value &&
                          observation_.Bytes(1) == unit;
  const bool same_rest = is_there && observation_.Real(2) == row.confidence &&
                         observation_.Int(3) == ToStoredInt(row.flags);
  observation_.Reset();
  if (!found.ok()) return Wrong(id, found.status().message());
  if (same_value && same_rest) return absl::OkStatus();
  const absl::string_view what = !is_there     ? "not in"
                                 : !same_value ? "of another value in"
                                               : "of other flags or confidence "
                                                 "in";
  return Wrong(id, absl::StrCat("observation ", row.position, " is ", what,
                                " the table of observations"));
}

}  // namespace nianbao::aggregator
