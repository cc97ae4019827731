// What a server has acknowledged, kept outside the database.
//
// A write-ahead log that was cut short, or in which a bit has flipped, is read
// by SQLite up to there and no further, without a word: the transactions behind
// are gone, though they were acknowledged. So the number of the last one is
// written into the file of the lock after each commit. It is not synced: after
// the machine has lost power it may be an earlier one, and never a later one.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_ACKNOWLEDGED_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_ACKNOWLEDGED_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "aggregator/store/sqlite/database/moment_table.h"

namespace nianbao::aggregator {

struct Acknowledged {
  // The last transaction that was acknowledged.
  LastMoment last;
  // Transactions that were found missing by starts until now, the last one
  // before them when that was found first, and the moment of the last of them.
  int64_t missing = 0;
  int64_t missing_after = 0;
  int64_t missing_until = 0;
};

// `known`, with what of it a database that ends with `found` does not have
// among the missing.
Acknowledged Compare(const Acknowledged& known, const LastMoment& found);

// What is missing, in words for people; empty when nothing is.
std::string Missing(const Acknowledged& acknowledged);

// What the lock's file beside the database at `path` says; zeros when there is
// none, or it says nothing.
Acknowledged ReadAcknowledged(const std::string& path);

// The same for the lock's file, open for reading and writing.
Acknowledged ReadAcknowledged(int file);

// Makes the lock's file say that. An error is no reason to refuse what has been
// committed: then the file says what it did before. One call of the system.
void WriteAcknowledged(const Acknowledged& acknowledged, int file);

// Makes it say nothing: when another database takes the place of the one
// before.
void ForgetAcknowledged(int file);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_ACKNOWLEDGED_H_
