// Rows held back until all are there, then given out in another order.
#ifndef NIANBAO_AGGREGATOR_QUERY_STATISTICS_SORTED_ROWS_H_
#define NIANBAO_AGGREGATOR_QUERY_STATISTICS_SORTED_ROWS_H_

#include <cstdint>
#include <deque>
#include <vector>

#include "absl/status/status.h"
#include "aggregator/query/cursor.h"
#include "aggregator/query/statistics/row_key.h"
#include "aggregator/query/statistics/statistics.h"

namespace nianbao::aggregator {

// Rows that an order may hold at once, and their size: more than all divisions
// in each of ten years, and as much as one query may take of a server with a
// few gigabytes.
inline constexpr size_t kMaxSortedRows = 1'000'000;
inline constexpr size_t kMaxSortedBytes = size_t{512} << 20;

// Used by one thread at a time.
class SortedRows {
 public:
  // Gives the first `limit` rows; 0 for all.
  explicit SortedRows(size_t limit) : limit_(limit) {}

  // Of equal keys the row that was added earlier comes first.
  // RESOURCE_EXHAUSTED with a hint when there are more rows to hold than may
  // be. Amortized O(1).
  absl::Status Add(RowKey key, const StatisticsRow& row);

  // To call once after the last Add. CANCELLED when `stopped` said so. O(n log
  // n).
  absl::Status Sort(Stopped stopped);

  // False after the last. O(log n).
  bool Next(StatisticsRow& row);

 private:
  struct Entry {
    RowKey key;
    // How many were added before it.
    uint64_t number;
    StatisticsRow row;

    bool operator<(const Entry& other) const {
      return key != other.key ? key < other.key : number < other.number;
    }
  };
  // A sorted part of rows_.
  struct Run {
    size_t next;
    size_t end;
  };

  const size_t limit_;
  uint64_t added_ = 0;
  size_t given_ = 0;
  std::deque<Entry> rows_;
  // A heap of runs by their next rows, the first on top.
  std::vector<Run> runs_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_STATISTICS_SORTED_ROWS_H_
