// Values of the same issuers from two chunks, by the groups of an answer.
#ifndef NIANBAO_AGGREGATOR_QUERY_GROUPING_ISSUER_PAIRS_H_
#define NIANBAO_AGGREGATOR_QUERY_GROUPING_ISSUER_PAIRS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/query/grouping/groups.h"

namespace nianbao::aggregator {

// Both of one stratum.
struct ChunkPair {
  ChunkPtr first;
  // Null when nobody has a value there.
  ChunkPtr second;
};

// Pairs each of `first` with that of `second` which has its stratum and the
// year `lag` years before. O(n log n).
std::vector<ChunkPair> PairChunks(absl::Span<const ChunkPtr> first,
                                  absl::Span<const ChunkPtr> second,
                                  int32_t lag);

struct IssuerPair {
  // Equal for pairs of the same group; see Groups::Order.
  uint64_t order = 0;
  uint32_t slot = 0;
  // The year of the pair's first chunk.
  int32_t year = 0;
  // 0 on the side that the issuer does not have.
  double first = 0;
  double second = 0;
  bool has_first = false;
  bool has_second = false;
  // Where both are: index into `chunks` of PairIssuers, and the rows there.
  uint32_t chunks = 0;
  uint32_t first_row = 0;
  uint32_t second_row = 0;
};

// One for each issuer selected that has a value in either chunk of a pair;
// values that statistics leave out are left out here, too. Ordered by group,
// then by year, then by the values. CANCELLED when `stopped` said so. O(issuers
// + n log n) in the rows of the chunks.
absl::StatusOr<std::vector<IssuerPair>> PairIssuers(
    const Snapshot& snapshot, const Groups& groups,
    absl::Span<const ChunkPair> chunks, bool include_erroneous,
    Stopped stopped);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_GROUPING_ISSUER_PAIRS_H_
