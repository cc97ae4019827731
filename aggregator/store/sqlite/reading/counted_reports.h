// The reports of the SQLite store that count at a moment, and the slots that
// they get in the columns. Which ones count is the rule of election/rivalry.h.
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
#include "common/domain/catalogue.h"

namespace nianbao::aggregator {

// Read, then MoveTo, each once; then SlotOf is thread-safe.
class CountedReports {
 public:
  static constexpr ReportSlot kNoSlot = std::numeric_limits<ReportSlot>::max();

  // `as_of` is in microseconds since the epoch. CANCELLED when `stopped` said
  // so. O(reports).
  absl::Status Read(Connection& connection, const Catalogue& catalogue,
                    int64_t as_of, Stopped stopped);

  // Sets the directory of an empty snapshot and what goes with it.
  void MoveTo(Snapshot& snapshot);

  // The slot of the report of that row id; kNoSlot when it does not count.
  // O(1).
  ReportSlot SlotOf(int64_t report_id) const {
    return report_id < static_cast<int64_t>(slots_.size()) ? slots_[report_id]
                                                           : kNoSlot;
  }

 private:
  // To be called in the order of the uploads.
  void Add(ReportEntry entry);

  // In the order of the uploads; those outdone by a later one have been emptied
  // and have the id 0.
  std::vector<ReportEntry> entries_;
  // Over indices of entries_.
  ReportElection election_;
  // Slots by row id. Ids are dense, as nothing is ever deleted and reports are
  // rarely corrected: an array is smaller than a hash table, and is asked for
  // each observation read.
  std::vector<ReportSlot> slots_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_READING_COUNTED_REPORTS_H_
