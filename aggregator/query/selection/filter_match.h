// Which rows of columns a filter matches.
#ifndef NIANBAO_AGGREGATOR_QUERY_SELECTION_FILTER_MATCH_H_
#define NIANBAO_AGGREGATOR_QUERY_SELECTION_FILTER_MATCH_H_

#include <cstdint>

#include "aggregator/columns/snapshot.h"
#include "aggregator/question/filter.h"

namespace nianbao::aggregator {

// True when `filter` matches row `row` of `chunk`, which is one of `snapshot`.
// O(size of the filter), and for conditions on the issuer the length of names.
bool Matches(const Filter& filter, const Snapshot& snapshot, const Chunk& chunk,
             uint32_t row);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SELECTION_FILTER_MATCH_H_
