// The transactions of the store: in which order they came, what the clock said,
// and how many reports each of them put in or superseded.
//
// A transaction's moment is the time of the machine's clock, or, while that is
// behind the last moment, one microsecond after it: moments say in which order
// transactions came. A clock that was ahead for a while and was set back leaves
// moments in the future; people who ask for the state at some time mean the
// clock's, so that is kept as well. The numbers of reports say what has become
// of each moment: a row of the table `report` that has got another one, or lost
// it, is one too few here.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_MOMENT_TABLE_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_MOMENT_TABLE_H_

#include <cstdint>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/store/sqlite/database/connection.h"

namespace nianbao::aggregator {

// What a transaction did to the rows of the table `report`.
struct RowCounts {
  int stored = 0;
  int superseded = 0;
};

// The end of the table.
struct LastMoment {
  // The number of the last transaction; 0 before there was one.
  int64_t transaction = 0;
  // Its moment, in microseconds since the epoch.
  int64_t moment = 0;
};

// For one thread. All times are in microseconds since the epoch.
class MomentTable {
 public:
  // `connection` must outlive the table.
  static absl::StatusOr<MomentTable> Create(Connection& connection);

  // Within the transaction of that moment, whose number it returns; `time` is
  // not later.
  absl::StatusOr<int64_t> Add(int64_t moment, int64_t time,
                              const RowCounts& counts);

 private:
  MomentTable(Connection& connection, Statement insert)
      : connection_(&connection), insert_(std::move(insert)) {}

  Connection* connection_;
  Statement insert_;
};

absl::StatusOr<LastMoment> ReadLastMoment(Connection& connection);

// The moment as of which the state is that when the clock said `time`: the
// latest of the transactions by then, or `time` itself. O(transactions whose
// moment is not their time).
absl::StatusOr<int64_t> MomentAt(Connection& connection, int64_t time);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_MOMENT_TABLE_H_
