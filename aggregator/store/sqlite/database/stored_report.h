// What the store keeps of a report, made ready for its tables. docs/FORMAT.md
// says what the bytes are.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_STORED_REPORT_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_STORED_REPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "aggregator/columns/observation_flags.h"
#include "google/protobuf/timestamp.pb.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// One row of the table `observation`, but for its report.
struct ObservationRow {
  // Index into ObservationRows::indicators.
  int indicator = 0;
  // Index into ObservationRows::units.
  int unit = 0;
  v1::Kind kind = v1::KIND_LEVEL;
  int32_t year = 0;
  // Index into the report's observations.
  int32_t position = 0;
  // As printed, in that unit.
  double value = 0;
  double confidence = 0;
  // The table has them as StoredFlags.
  ObservationFlags flags = 0;
};

struct ObservationRows {
  // Names, each once; empty for observations without one.
  std::vector<std::string> indicators;
  // The units printed, each once; empty where there is none.
  std::vector<std::string> units;
  // In the order of the report.
  std::vector<ObservationRow> rows;
};

// The rows of the report's observations. Its diagnostics must point at
// observations that it has. O(observations).
ObservationRows RowsOf(const v1::Report& report);

// A report made ready for its tables. Its name, digest and blobs are of the
// report as it was read; what it is found and counted by is of the report as
// corrected.
struct StoredReport {
  // `report` is as it was read; see ApplyCorrections of
  // correction/correction.h.
  explicit StoredReport(v1::Report report,
                        absl::Span<const v1::Correction> corrections = {});

  std::string name;
  // See ReportDigest of common/domain/report_identity.h.
  std::string digest;
  std::string source_uri;
  std::string issuer_key;
  std::string issuer_name;
  std::string division_code;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  int32_t year = 0;
  // See FirstOfSeveralYears of election/rivalry.h.
  int32_t first_year = 0;
  v1::Report::Type type = v1::Report::TYPE_UNSPECIFIED;
  int diagnostic_count = 0;
  // The blobs of report_content.
  std::string brief;
  std::string content;
  ObservationRows observations;
};

// The report, or its brief, as it is given out: as corrected. DATA_LOSS when
// `content` is none. `uploaded_at` is in microseconds since the epoch.
absl::StatusOr<v1::Report> RestoreReport(
    absl::string_view content, absl::string_view name, int64_t uploaded_at,
    absl::Span<const v1::Correction> corrections = {});

// Microseconds since the epoch as the contract has them.
google::protobuf::Timestamp ToTimestamp(int64_t micros);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_STORED_REPORT_H_
