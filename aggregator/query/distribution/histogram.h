// Histogram and box of plain numbers. `ascending` values are finite and not
// empty.
#ifndef NIANBAO_AGGREGATOR_QUERY_DISTRIBUTION_HISTOGRAM_H_
#define NIANBAO_AGGREGATOR_QUERY_DISTRIBUTION_HISTOGRAM_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace nianbao::aggregator {

// Bins of an automatic histogram at most; more do not fit a terminal.
inline constexpr int kMaxAutomaticBins = 50;
// Outliers that a box lists, as statistics.proto promises.
inline constexpr int kMaxOutliers = 100;

// Bins that the rule of Freedman and Diaconis gives: of a width of twice the
// distance of the quartiles over the cube root of n. Where that distance is 0,
// as Sturges has it: 1 + log2 n. From 1 to kMaxAutomaticBins.
int ChooseBinCount(absl::Span<const double> ascending);

// The `bin_count` + 1 ends of bins of equal width from the smallest to the
// largest value; of a single bin when all values are equal.
std::vector<double> EqualWidthEdges(absl::Span<const double> ascending,
                                    int bin_count);

// Values in each bin [edges[i], edges[i + 1]); the last one holds its upper
// end, too. `edges` ascend and are at least two. O(bins * log n).
std::vector<int64_t> CountBins(absl::Span<const double> ascending,
                               absl::Span<const double> edges);

struct Box {
  double first_quartile = 0;
  double median = 0;
  double third_quartile = 0;
  // Values within the whiskers are those from `inner_begin` to `inner_end`,
  // exclusive; never none.
  uint32_t inner_begin = 0;
  uint32_t inner_end = 0;
  // Indices of values beyond the whiskers, the farthest from the box first, the
  // smaller of two as far; at most kMaxOutliers.
  std::vector<uint32_t> outliers;
};

// Tukey's: whiskers reach to the farthest values within 1.5 times the distance
// of the quartiles from them. O(log n).
Box MakeBox(absl::Span<const double> ascending);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_DISTRIBUTION_HISTOGRAM_H_
