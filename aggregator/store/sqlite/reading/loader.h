// Builds a snapshot of columns from the SQLite store. loader.cc says how.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_READING_LOADER_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_READING_LOADER_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "common/domain/catalogue.h"

namespace nianbao::aggregator {

struct LoadOptions {
  // Microseconds since the epoch: the state at that moment. Absent: as it is.
  std::optional<int64_t> as_of;
  // Names or families ("indicators/{family}.*"); absent: all.
  std::optional<std::vector<std::string>> indicators;
  // RESOURCE_EXHAUSTED when the columns would have more rows.
  int64_t max_rows = std::numeric_limits<int64_t>::max();
  // Threads that read, the caller's included; at least 1.
  int threads = 1;
};

// How far the reading is.
struct LoadProgress {
  // Read so far.
  int64_t observations = 0;
  int indicators = 0;
  // Number of indicators in all.
  int indicator_count = 0;
};

// Calls `progress` about once a second, `stopped` every few thousand rows; both
// on the caller's thread. CANCELLED when `stopped` said so. O(n log n) in the
// observations read.
absl::StatusOr<SnapshotPtr> LoadSnapshot(
    ConnectionPool& pool, const Catalogue& catalogue,
    const LoadOptions& options, Stopped stopped,
    absl::FunctionRef<void(const LoadProgress&)> progress);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_READING_LOADER_H_
