// Correlation of plain numbers.
#ifndef NIANBAO_AGGREGATOR_QUERY_CORRELATION_CORRELATION_FIGURES_H_
#define NIANBAO_AGGREGATOR_QUERY_CORRELATION_CORRELATION_FIGURES_H_

#include <optional>
#include <vector>

#include "absl/types/span.h"

namespace nianbao::aggregator {

struct CorrelationFigures {
  // In [-1, 1].
  double pearson = 0;
  double spearman = 0;
  // Least squares y = intercept + slope * x.
  double slope = 0;
  double intercept = 0;
};

// Of the pairs (x[i], y[i]); absent for fewer than 3, when one side does not
// vary, and when the slope exceeds a double. Values must be below 1e150. Sums
// are compensated. O(n log n).
std::optional<CorrelationFigures> Correlate(absl::Span<const double> x,
                                            absl::Span<const double> y);

// Rank of each value from 1; equal values share the average of theirs.
// O(n log n).
std::vector<double> AverageRanks(absl::Span<const double> values);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_CORRELATION_CORRELATION_FIGURES_H_
