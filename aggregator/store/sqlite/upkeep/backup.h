// Copies of a database, made while it is in use.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_BACKUP_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_BACKUP_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace nianbao::aggregator {

// Pages copied, of how many in all; called for each 4 MiB or so.
using CopyProgress = absl::FunctionRef<void(int copied, int total)>;

// Copies the database `from`, as it is at one moment, into one file `to`
// without companions. A server may go on writing to `from`: it is never made to
// wait, but its write-ahead log grows until the copy is done. The copy is made
// under another name in the folder of `to`, synced, and renamed; an existing
// `to` is replaced whole or not at all. It has the owner and mode of the `to`
// before it, or else of `from`. FAILED_PRECONDITION when `to` is `from`
// or has a write-ahead log, as a database in use has; UNAVAILABLE when it
// cannot be written, RESOURCE_EXHAUSTED when the disk is full, DATA_LOSS when
// `from` is damaged.
absl::Status Backup(const std::string& from, const std::string& to,
                    CopyProgress progress);

// Puts a copy of the backup `from`, which must have been verified, in the place
// of the database `db`; with `replace` also of one that exists, whose changes
// are lost. ALREADY_EXISTS without it; FAILED_PRECONDITION when a server has
// the database open. Else as Backup.
absl::Status Restore(const std::string& db, const std::string& from,
                     bool replace, CopyProgress progress);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_BACKUP_H_
