// Tells whether a stored report is whole: its content parses and says the same
// as its rows in the other tables.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_REPORT_CHECK_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_REPORT_CHECK_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/database/stored_report.h"

namespace nianbao::aggregator {

// For one thread.
class ReportCheck {
 public:
  // `connection` must outlive the check. DATA_LOSS when a table is missing.
  static absl::StatusOr<ReportCheck> Create(Connection& connection);

  // The number of observations of the report of that row id, whose content
  // parses and has each of its observations in the table under its value.
  // DATA_LOSS, saying of which report what is wrong, when it is not so.
  // O(observations log n).
  absl::StatusOr<int64_t> Run(int64_t id);

 private:
  ReportCheck() = default;

  absl::StatusOr<v1::Report> Content(int64_t id);
  absl::Status CheckRow(int64_t id, const std::string& indicator,
                        const ObservationRow& row);

  Statement content_, value_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_REPORT_CHECK_H_
