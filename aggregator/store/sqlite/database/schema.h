// The tables of the SQLite store, version 4. docs/FORMAT.md describes them for
// readers of the file: every column with its meaning and unit.
//
// A report is kept whole as a message in report_content; the other tables are
// what queries need of it, and could be made again from there. Nothing is ever
// taken out: a report that was replaced or deleted is superseded from that
// moment on, so that the store can answer as of any moment.
//
//   issuer          bodies by their key (common/domain/report_identity.h)
//   indicator       names; '' stands for observations without one
//   report          a report as it stood for a while: one row an upload, and
//                   one for each time that it was corrected, which names the
//                   upload by `upload_id` (of an upload, its own id; a larger
//                   one is a later upload). It was current in [stored_at,
//                   superseded_at), microseconds since the epoch;
//                   superseded_at is NULL while it is. One transaction has one
//                   moment, later than those before it
//   report_content  of each upload the report as uploaded, and without its
//                   lists; both without name and upload time, which `report`
//                   has, and as it was read, whatever was corrected
//   observation     every observation of each row of `report`, in the order
//                   that statistics read, its year as corrected; flags are
//                   those of stored_flags.h
//   correction      what people have set, by the digest of the report; in
//                   force in [stored_at, superseded_at). The corrections of a
//                   row of `report` are those in force at its stored_at
//   moment          the transactions, with what the clock said and how many
//                   rows of `report` they put in and superseded
//                   (moment_table.h)
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
inline constexpr int kSchemaVersion = 4;

// The version of the tables in the file; 0 before there are any.
absl::StatusOr<int64_t> ReadSchemaVersion(Connection& connection);

// FAILED_PRECONDITION when a later program has made a file of that version,
// DATA_LOSS when none has.
absl::Status CheckSchemaVersion(int64_t version);

// Creates the tables in an empty database, within a transaction of the
// caller's, who also sets the version. What brings an existing database to this
// version is PrepareSchema of upkeep/migration.h.
absl::Status CreateTables(Connection& connection);

// The SQL that creates the table `report` with its indexes, and those that
// migrations make or make anew.
extern const char kReportTable[];
extern const char kUnitTable[];
extern const char kCorrectionTable[];
extern const char kMomentTable[];

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_SCHEMA_H_
