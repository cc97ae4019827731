// Which observations a filter matches: rows of columns, and others.
#ifndef NIANBAO_AGGREGATOR_QUERY_SELECTION_FILTER_MATCH_H_
#define NIANBAO_AGGREGATOR_QUERY_SELECTION_FILTER_MATCH_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/question/filter.h"

namespace nianbao::aggregator {

// True when `filter` matches row `row` of `chunk`, which is one of `snapshot`.
// O(size of the filter), and for conditions on the issuer the length of names.
bool Matches(const Filter& filter, const Snapshot& snapshot, const Chunk& chunk,
             uint32_t row);

// What a filter looks at of an observation that is in no columns.
struct FilteredObservation {
  double value = 0;
  int32_t year = 0;
  int32_t report_year = 0;
  // As columns keep it.
  float confidence = 0;
  Place place;
  ObservationFlags flags = 0;
  absl::string_view issuer_name;
};

// The same for such an observation.
bool Matches(const Filter& filter, const FilteredObservation& observation);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SELECTION_FILTER_MATCH_H_
