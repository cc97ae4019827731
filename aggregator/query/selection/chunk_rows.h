// Chunks with some of the rows of others.
#ifndef NIANBAO_AGGREGATOR_QUERY_SELECTION_CHUNK_ROWS_H_
#define NIANBAO_AGGREGATOR_QUERY_SELECTION_CHUNK_ROWS_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"

namespace nianbao::aggregator {

// Rows between two looks at `stopped`: well below a millisecond of work.
inline constexpr uint32_t kRowsBetweenPolls = 4096;

// The elected rows of `chunk` that `keep` keeps: `chunk` itself when those are
// all, null when there are none. CANCELLED when `stopped` said so. O(rows).
absl::StatusOr<ChunkPtr> KeepRows(const ChunkPtr& chunk,
                                  absl::FunctionRef<bool(uint32_t row)> keep,
                                  Stopped stopped);

// Of each issuer only the row of its newest year. `chunks` are of one indicator
// and type of reports and in the order of the years. CANCELLED when `stopped`
// said so. O(rows + issuers).
absl::StatusOr<std::vector<ChunkPtr>> KeepNewestYears(
    const Snapshot& snapshot, const std::vector<ChunkPtr>& chunks,
    Stopped stopped);

// A chunk of these rows, all of them elected, in this order.
ChunkPtr MakeChunk(Stratum stratum, int32_t year,
                   const std::vector<Candidate>& rows, bool uniform);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SELECTION_CHUNK_ROWS_H_
