// Snapshots of earlier moments, read from the SQLite store as they are asked
// for.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_VINTAGES_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_VINTAGES_H_

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/question/selection_question.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "common/domain/catalogue.h"

namespace nianbao::aggregator {

// Indicators, names or families, that a query over `selection` and over those
// of `further` names reads: with the parts of rates and what derived ones are
// computed from. Sorted; absent for all.
std::optional<std::vector<std::string>> IndicatorsRead(
    const Catalogue& catalogue, const SelectionQuestion& selection,
    const std::vector<std::string>& further);

// Keeps the two snapshots used last and loads one at a time. Thread-safe.
class Vintages {
 public:
  // Values that a snapshot holds at most: 1.3 GB at 26 bytes each, beside the
  // current state.
  static constexpr int64_t kMaxRows = 50'000'000;

  // Both must outlive this.
  Vintages(ConnectionPool& pool, const Catalogue& catalogue)
      : pool_(pool), catalogue_(catalogue) {}

  // The state at `as_of`, microseconds since the epoch, with these indicators
  // at least (see LoadOptions). RESOURCE_EXHAUSTED when that is more than
  // kMaxRows; CANCELLED when `stopped` said so. Waits while another state is
  // being loaded.
  absl::StatusOr<SnapshotPtr> Get(
      int64_t as_of, const std::optional<std::vector<std::string>>& indicators,
      Stopped stopped);

 private:
  struct Vintage {
    int64_t as_of;
    std::optional<std::vector<std::string>> indicators;
    SnapshotPtr snapshot;
  };

  SnapshotPtr FindKept(
      int64_t as_of, const std::optional<std::vector<std::string>>& indicators)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Waits until nothing is being loaded.
  absl::Status AwaitIdle(Stopped stopped) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  ConnectionPool& pool_;
  const Catalogue& catalogue_;
  absl::Mutex mutex_;
  bool loading_ ABSL_GUARDED_BY(mutex_) = false;
  // The one used last comes first.
  std::deque<Vintage> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_VINTAGES_H_
