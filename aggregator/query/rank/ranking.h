// Competition ranks of plain numbers.
#ifndef NIANBAO_AGGREGATOR_QUERY_RANK_RANKING_H_
#define NIANBAO_AGGREGATOR_QUERY_RANK_RANKING_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace nianbao::aggregator {

// The place of one value among others.
struct RankedValue {
  // Index of the value.
  uint32_t index = 0;
  // From 1; equal values share one: 1, 2, 2, 4.
  uint32_t rank = 0;
  // How many of the others it is ahead of; those equal to it count by half.
  double ahead = 0;
};

// `ascending` values, best first: the largest, or the smallest when
// `smallest_first`. Equal values keep their order. O(n).
std::vector<RankedValue> RankValues(absl::Span<const double> ascending,
                                    bool smallest_first);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_RANK_RANKING_H_
