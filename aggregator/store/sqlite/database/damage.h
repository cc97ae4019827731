// Errors of reading, with the report that they are about.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_DAMAGE_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_DAMAGE_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "aggregator/store/sqlite/database/connection.h"

namespace nianbao::aggregator {

// Of a report that could not be read for `cause`: where that is damage, an
// error that names the report and may be told to clients; other errors, and OK,
// as they are. Standard error is told the cause.
absl::Status OfReport(absl::string_view name, const absl::Status& cause);

// The same by the row id of the report, whose name is looked up.
absl::Status OfReport(Connection& connection, int64_t id,
                      const absl::Status& cause);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_DAMAGE_H_
