// The tables of the SQLite store.
//
// A report is kept whole as a message in report_content; the other tables are
// what queries need of it, and could be made again from there.
//
//   issuer          bodies by their key (common/report_identity.h)
//   indicator       names; '' stands for observations without one
//   report          one row a report; a larger id is a later upload
//   report_content  the report as uploaded, and without its lists
//   observation     every observation, in the order that statistics read
#ifndef NIANBAO_AGGREGATOR_SQLITE_SCHEMA_H_
#define NIANBAO_AGGREGATOR_SQLITE_SCHEMA_H_

#include "absl/status/status.h"
#include "aggregator/sqlite/connection.h"

namespace nianbao {

// Bits of observation.flags.
enum ObservationFlag {
  // May stand for its issuer when its report is counted.
  kCountable = 1,
  kInexact = 2,
  kErroneous = 4,
  kPercentage = 8,
};

// Creates the tables in an empty database. FAILED_PRECONDITION when they are of
// a later version than this program knows.
absl::Status PrepareSchema(Connection& connection);

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_SQLITE_SCHEMA_H_
