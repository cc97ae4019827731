// The tables of the SQLite store, version 2. docs/FORMAT.md describes them for
// readers of the file: every column with its meaning and unit.
//
// A report is kept whole as a message in report_content; the other tables are
// what queries need of it, and could be made again from there. Nothing is ever
// taken out: a report that was replaced or deleted is superseded from that
// moment on, so that the store can answer as of any moment.
//
//   issuer          bodies by their key (common/domain/report_identity.h)
//   indicator       names; '' stands for observations without one
//   report          one row an upload; a larger id is a later one. It was
//                   current in [stored_at, superseded_at), microseconds since
//                   the epoch; superseded_at is NULL while it is. One
//                   transaction has one moment, later than those before it
//   report_content  the report as uploaded, and without its lists; both
//                   without name and upload time, which `report` has
//   observation     every observation, in the order that statistics read;
//                   flags are those of stored_flags.h
//
// Which of these reports count is said by election/rivalry.h.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_SCHEMA_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_SCHEMA_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/store/sqlite/database/connection.h"

namespace nianbao::aggregator {

// The version of the schema that this program writes, PRAGMA user_version in
// the file. To be raised with any change of tables, columns or flags, together
// with a migration.
inline constexpr int kSchemaVersion = 2;

// The version of the tables in the file; 0 before there are any.
absl::StatusOr<int64_t> ReadSchemaVersion(Connection& connection);

// Creates the tables in an empty database, within a transaction of the
// caller's, who also sets the version. What brings an existing database to this
// version is PrepareSchema of upkeep/migration.h.
absl::Status CreateTables(Connection& connection);

// The SQL that creates the table `report` and its indexes, and no other table:
// migrations make that table anew.
extern const char kReportTable[];

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_SCHEMA_H_
