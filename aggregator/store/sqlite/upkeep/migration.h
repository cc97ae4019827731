// Brings databases of earlier versions to the schema of today.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_MIGRATION_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_MIGRATION_H_

#include "absl/status/status.h"
#include "aggregator/store/sqlite/database/connection.h"

namespace nianbao::aggregator {

// Creates the tables in an empty database; brings those of an earlier version
// to kSchemaVersion, in one transaction: after an error, or a crash, the
// database is as it was, but for the checksums that its pages get before.
// UNAVAILABLE when another program keeps it from that. Does nothing to one that
// is of this version. FAILED_PRECONDITION when it is of a later version than
// this program knows, DATA_LOSS when its version is none, or a report in it
// cannot be read. O(observations log observations) where something is to be
// done. docs/FORMAT.md says what the versions are.
absl::Status PrepareSchema(Connection& connection);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_MIGRATION_H_
