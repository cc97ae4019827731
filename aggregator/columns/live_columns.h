// Keeps the newest snapshot as reports come and go: the columns as they live.
// live_columns.cc says how.
#ifndef NIANBAO_AGGREGATOR_COLUMNS_LIVE_COLUMNS_H_
#define NIANBAO_AGGREGATOR_COLUMNS_LIVE_COLUMNS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/columns/snapshot.h"

namespace nianbao::aggregator {

// Where an observation stands among the columns.
struct ChunkKey {
  // The number that the store gave the indicator.
  int32_t indicator = 0;
  v1::Kind kind = v1::KIND_LEVEL;
  // That of its report.
  Stratum stratum;
  // The year that the observation speaks of, not that of its report.
  int32_t year = 0;

  friend bool operator==(const ChunkKey&, const ChunkKey&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const ChunkKey& key) {
    return H::combine(std::move(h), key.indicator, key.kind, key.stratum,
                      key.year);
  }
};

// What one transaction did to the reports that count: those of the snapshot
// before that do not any more, and those that newly do.
struct SnapshotChanges {
  struct Added {
    ReportEntry entry;
    // Its observations that may count. Apply fills in `place` and `report`.
    std::vector<std::pair<ChunkKey, Candidate>> rows;
  };
  struct Removed {
    int64_t report_id = 0;
    // The chunks in which it has rows.
    std::vector<ChunkKey> keys;
  };

  // Snapshot::moment of the state after.
  int64_t moment = 0;
  std::vector<Removed> removed;
  std::vector<Added> added;
  // Numbers and names of indicators not seen before.
  std::vector<std::pair<int32_t, std::string>> indicators;
};

// Get is thread-safe; Apply is called by one thread at a time.
class LiveColumns {
 public:
  // Goes on from `initial`, whose directory has `id` 0 in its free slots.
  // O(slots).
  explicit LiveColumns(
      SnapshotPtr initial = std::make_shared<const Snapshot>());

  // The newest snapshot. Never waits for a change being made.
  SnapshotPtr Get() const;

  // True while somebody besides this holds the newest snapshot, as queries do.
  bool IsRead() const;

  // Makes the changes visible, all at once: first what was removed, then what
  // was added. O(rows of the chunks touched).
  void Apply(SnapshotChanges changes);

 private:
  // A free slot, or else one more than `size`, which it then grows.
  ReportSlot TakeSlot(ReportSlot& size);

  mutable absl::Mutex mutex_;
  SnapshotPtr current_ ABSL_GUARDED_BY(mutex_);
  // Slots of the reports of current_ by their ids, and slots that none has.
  // Only the thread that applies changes looks at these.
  absl::flat_hash_map<int64_t, ReportSlot> slots_;
  std::vector<ReportSlot> free_slots_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_LIVE_COLUMNS_H_
