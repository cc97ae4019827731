// Sorting that a cancelled call need not wait for.
#ifndef NIANBAO_AGGREGATOR_QUERY_STOPPABLE_SORT_H_
#define NIANBAO_AGGREGATOR_QUERY_STOPPABLE_SORT_H_

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "aggregator/query/cursor.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {

// Sorts pieces, each in about a millisecond, and merges them. `less` must be a
// total order. CANCELLED when `stopped` said so. O(n log n).
template <typename Item, typename Less>
absl::Status StoppableSort(std::vector<Item>& items, Less less,
                           Stopped stopped) {
  // Rows that a core sorts in about a millisecond.
  constexpr size_t kPiece = 16384;
  const auto at = [&items](size_t index) {
    return items.begin() + std::min(index, items.size());
  };
  for (size_t begin = 0; begin < items.size(); begin += kPiece) {
    if (stopped()) return Cancelled();
    std::sort(at(begin), at(begin + kPiece), less);
  }
  for (size_t width = kPiece; width < items.size(); width *= 2) {
    for (size_t begin = 0; begin < items.size(); begin += 2 * width) {
      if (stopped()) return Cancelled();
      std::inplace_merge(at(begin), at(begin + width), at(begin + 2 * width),
                         less);
    }
  }
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_STOPPABLE_SORT_H_
