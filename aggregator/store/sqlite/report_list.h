// Answers ListReports from the SQLite store.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_REPORT_LIST_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_REPORT_LIST_H_

#include <vector>

#include "absl/status/statusor.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/store.h"

namespace nianbao::aggregator {

// Current reports as Store::List gives them.
absl::StatusOr<std::vector<v1::ReportSummary>> ListReports(
    Connection& connection, const ReportListQuestion& question);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_REPORT_LIST_H_
