// Brings databases of earlier versions to the schema of today.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_MIGRATION_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_MIGRATION_H_

#include "absl/status/status.h"
#include "aggregator/store/sqlite/connection.h"

namespace nianbao::aggregator {

// Within a transaction of the caller's, who rolls back after an error. Version
// 1 kept current reports alone, and other flags of observations; a report's
// moment is its upload time. O(observations log observations).
absl::Status MigrateFromVersion1(Connection& connection);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_MIGRATION_H_
