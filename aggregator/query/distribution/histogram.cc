// Bins and boxes of ascending values, by binary search alone.
//
// A bin's count is the distance between the places where its ends would be
// inserted: O(log n) for a bin, whatever it holds. For 1 2 2 5 9 and the edges
// 0, 2, 5, 9 the counts are 1, 2 and 2, as the last bin holds its upper end.
//
// The rule of Freedman and Diaconis for the number of bins takes the width that
// minimizes the error of the histogram as an estimate of the density:
// 2 * (distance of the quartiles) / cbrt(n). Where half the values are equal
// that distance is 0, and Sturges' rule, 1 + log2(n), stands in.
//
// Outliers beyond Tukey's whiskers are at the two ends of the values; they are
// taken from both at once, the farther one first.
#include "aggregator/query/distribution/histogram.h"

#include <algorithm>
#include <cmath>

#include "absl/algorithm/container.h"
#include "aggregator/query/quantile.h"

namespace nianbao::aggregator {

int ChooseBinCount(absl::Span<const double> ascending) {
  const double count = static_cast<double>(ascending.size());
  const double range = ascending.back() - ascending.front();
  const double spread = Quantile(ascending, 0.75) - Quantile(ascending, 0.25);
  const double bins = spread > 0 ? range / (2 * spread) * std::cbrt(count)
                                 : 1 + std::log2(count);
  return static_cast<int>(
      std::clamp<double>(std::ceil(bins), 1, kMaxAutomaticBins));
}

std::vector<double> EqualWidthEdges(absl::Span<const double> ascending,
                                    int bin_count) {
  const double lower = ascending.front();
  const double upper = ascending.back();
  if (lower == upper) return {lower, upper};
  std::vector<double> edges;
  edges.reserve(bin_count + 1);
  for (int i = 0; i < bin_count; ++i) {
    edges.push_back(lower + (upper - lower) * i / bin_count);
  }
  edges.push_back(upper);
  return edges;
}

std::vector<int64_t> CountBins(absl::Span<const double> ascending,
                               absl::Span<const double> edges) {
  std::vector<int64_t> counts;
  counts.reserve(edges.size() - 1);
  auto begin = absl::c_lower_bound(ascending, edges.front());
  for (size_t i = 1; i < edges.size(); ++i) {
    const auto end = i + 1 < edges.size()
                         ? std::lower_bound(begin, ascending.end(), edges[i])
                         : std::upper_bound(begin, ascending.end(), edges[i]);
    counts.push_back(end - begin);
    begin = end;
  }
  return counts;
}

Box MakeBox(absl::Span<const double> ascending) {
  Box box;
  box.first_quartile = Quantile(ascending, 0.25);
  box.median = Quantile(ascending, 0.5);
  box.third_quartile = Quantile(ascending, 0.75);
  const double reach = 1.5 * (box.third_quartile - box.first_quartile);
  const auto inner = absl::c_lower_bound(ascending, box.first_quartile - reach);
  box.inner_begin = static_cast<uint32_t>(inner - ascending.begin());
  box.inner_end = static_cast<uint32_t>(
      std::upper_bound(inner, ascending.end(), box.third_quartile + reach) -
      ascending.begin());

  uint32_t low = 0;
  uint32_t high = static_cast<uint32_t>(ascending.size());
  while (box.outliers.size() < kMaxOutliers &&
         (low < box.inner_begin || high > box.inner_end)) {
    const bool take_low =
        high == box.inner_end ||
        (low < box.inner_begin && box.first_quartile - ascending[low] >=
                                      ascending[high - 1] - box.third_quartile);
    box.outliers.push_back(take_low ? low++ : --high);
  }
  return box;
}

}  // namespace nianbao::aggregator
