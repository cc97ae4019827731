// The reports of the SQLite store that count at a moment.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_READING_COUNTED_REPORTS_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_READING_COUNTED_REPORTS_H_

#include <cstdint>
#include <limits>
#include <vector>

#include "absl/status/status.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/election/rivalry.h"
#include "aggregator/query/cursor.h"
#include "aggregator/store/sqlite/database/connection.h"

namespace nianbao::aggregator {

// Read, then MoveTo, each once; then SlotOf is thread-safe.
class CountedReports {
 public:
  static constexpr ReportSlot kNoSlot = std::numeric_limits<ReportSlot>::max();

  // `as_of` is in microseconds since the epoch. CANCELLED when `stopped` said
  // so. O(reports).
  absl::Status Read(Connection& connection, int64_t as_of, Stopped stopped);

  // Sets the directory of an empty snapshot and what goes with it.
  void MoveTo(Snapshot& snapshot);

  // kNoSlot when it does not count. O(1).
  ReportSlot SlotOf(int64_t report_id) const {
    return report_id < static_cast<int64_t>(slots_.size()) ? slots_[report_id]
                                                           : kNoSlot;
  }

 private:
  // In the order of the ids.
  void Add(ReportEntry entry, int32_t type);

  // Those outdone have id 0.
  std::vector<ReportEntry> entries_;
  // Over indices of entries_.
  ReportElection election_;
  // By row id.
  std::vector<ReportSlot> slots_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_READING_COUNTED_REPORTS_H_
