// Reports as the SQLite store has them: by name, listed and counted.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_REPORT_LIST_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_REPORT_LIST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/store.h"

namespace nianbao::aggregator {

// Current reports as Store::GetAll gives them.
absl::StatusOr<std::vector<v1::Report>> ReadReports(
    Connection& connection, const std::vector<std::string>& names);

// Current reports as Store::List gives them.
absl::StatusOr<std::vector<v1::ReportSummary>> ListReports(
    Connection& connection, const ReportListQuestion& question);

// Their number as Store::Count gives it.
absl::StatusOr<int64_t> CountReports(Connection& connection,
                                     const ReportListQuestion& question);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_REPORT_LIST_H_
