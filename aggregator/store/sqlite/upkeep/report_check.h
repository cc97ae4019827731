// Tells whether a stored report is whole: its content parses and, with its
// corrections, says the same as its rows in the other tables.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_REPORT_CHECK_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_REPORT_CHECK_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/database/correction_reader.h"
#include "aggregator/store/sqlite/database/stored_report.h"

namespace nianbao::aggregator {

// For one thread.
class ReportCheck {
 public:
  // `connection` must outlive the check. DATA_LOSS when a table is missing.
  static absl::StatusOr<ReportCheck> Create(Connection& connection);

  // The number of observations of the report of that row id, whose content
  // parses, gives every column of the row with the corrections in force at its
  // stored_at, and has each of its observations in the table, in every column.
  // DATA_LOSS, saying of which report what is wrong, when it is not so.
  // O(observations log n).
  absl::StatusOr<int64_t> Run(int64_t id);

 private:
  // What a row of the table `report` says.
  struct Row {
    int64_t upload_id = 0;
    int64_t stored_at = 0;
    // 0 while it is current.
    int64_t superseded_at = 0;
    std::string name, digest, source_uri, issuer_key, issuer_name;
    std::string division_code;
    int64_t level = 0, year = 0, first_year = 0, type = 0;
  };

  explicit ReportCheck(CorrectionReader corrections)
      : corrections_(std::move(corrections)) {}

  // What is said of a column that the row has otherwise than `report`; empty
  // when all agree.
  static absl::string_view Difference(const Row& row,
                                      const StoredReport& report);

  absl::StatusOr<int64_t> Check(int64_t id, const Row& row);
  absl::StatusOr<Row> ReadRow(int64_t id);
  // The report of that upload as it was read.
  absl::StatusOr<v1::Report> Content(int64_t id, int64_t upload_id);
  absl::Status CheckBrief(int64_t id, int64_t upload_id,
                          const std::string& brief);
  absl::Status CheckRow(int64_t id, const std::string& indicator,
                        const std::string& unit, const ObservationRow& row);

  CorrectionReader corrections_;
  Statement row_, content_, brief_, observation_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_REPORT_CHECK_H_
