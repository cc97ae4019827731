// Statistics of plain numbers: the inner loop under every row.
#ifndef NIANBAO_AGGREGATOR_QUERY_STATISTICS_SUMMARY_H_
#define NIANBAO_AGGREGATOR_QUERY_STATISTICS_SUMMARY_H_

#include <optional>

#include "absl/types/span.h"
#include "aggregator/question/statistics_mask.h"

namespace nianbao::aggregator {

struct Summary {
  // A compensated sum; see summary.cc.
  double sum = 0;
  double mean = 0;
  double median = 0;
  // That of the sample (n - 1); absent for a single value.
  std::optional<double> standard_deviation;
  // The standard deviation over the mean; absent when the mean is not positive.
  std::optional<double> coefficient_of_variation;
  // Mean absolute difference of all pairs, each value with itself too, over
  // twice the mean; absent for a single value, when a value is negative or the
  // sum is 0.
  std::optional<double> gini;
  // Theil's index T: the mean of x/mean * ln(x/mean); absent when a value is
  // not positive. Made by name only: a logarithm costs ten times the rest.
  std::optional<double> theil;
};

// `ascending` is not empty; its values are finite and below 1e150. `wanted` are
// fields of v1::Statistics: those that are made by name only (StatisticName)
// are left out unless they are among them. O(n).
Summary Summarize(absl::Span<const double> ascending, const Fields& wanted);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_STATISTICS_SUMMARY_H_
