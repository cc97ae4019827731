// Two years of the same issuers, as plain numbers.
#ifndef NIANBAO_AGGREGATOR_QUERY_TREND_MATCHED_PANEL_H_
#define NIANBAO_AGGREGATOR_QUERY_TREND_MATCHED_PANEL_H_

#include <cstdint>

#include "absl/types/span.h"

namespace nianbao::aggregator {

// One issuer's values.
struct PanelPair {
  double current = 0;
  double previous = 0;
};

struct PanelFigures {
  double sum = 0;
  double previous_sum = 0;
  double mean = 0;
  double previous_mean = 0;
  double median = 0;
  double previous_median = 0;
  // Median of each pair's own change.
  double median_change = 0;
  // Pairs whose value rose, fell, or stayed.
  int64_t risen = 0;
  int64_t fallen = 0;
  int64_t unchanged = 0;
};

// `pairs` must not be empty. Sums are compensated. O(n log n).
PanelFigures ComparePanel(absl::Span<const PanelPair> pairs);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_TREND_MATCHED_PANEL_H_
