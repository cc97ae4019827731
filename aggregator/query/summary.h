// Statistics of plain numbers: the inner loop under every row.
#ifndef NIANBAO_AGGREGATOR_QUERY_SUMMARY_H_
#define NIANBAO_AGGREGATOR_QUERY_SUMMARY_H_

#include <optional>
#include <vector>

#include "absl/types/span.h"

namespace nianbao {

// Neumaier's compensated sum: exact to a rounding of the result where plain
// summation loses small terms beside large ones.
class CompensatedSum {
 public:
  void Add(double value);
  double Get() const { return sum_ + lost_; }

 private:
  double sum_ = 0;
  double lost_ = 0;
};

// Quantile of type 7: linear interpolation between the closest ranks, as R and
// NumPy do by default. `sorted` is ascending and not empty; `probability` is in
// [0, 1].
double Quantile(absl::Span<const double> sorted, double probability);

struct Summary {
  double sum = 0;
  double mean = 0;
  double median = 0;
  // Of the sample (n - 1); absent for a single value.
  std::optional<double> standard_deviation;
  // As asked for, in that order.
  std::vector<double> quantiles;
};

// Sorts `values`, which must be finite and below 1e150; absent when there are
// none. O(n log n).
std::optional<Summary> Summarize(absl::Span<double> values,
                                 absl::Span<const double> probabilities);

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_QUERY_SUMMARY_H_
