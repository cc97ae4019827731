#include "aggregator/query/summary.h"

#include <algorithm>
#include <cmath>

namespace nianbao {

void CompensatedSum::Add(double value) {
  const double sum = sum_ + value;
  lost_ += std::abs(sum_) >= std::abs(value) ? (sum_ - sum) + value
                                             : (value - sum) + sum_;
  sum_ = sum;
}

double Quantile(absl::Span<const double> sorted, double probability) {
  const double rank = probability * static_cast<double>(sorted.size() - 1);
  const size_t below = static_cast<size_t>(rank);
  if (below + 1 >= sorted.size()) return sorted.back();
  const double fraction = rank - static_cast<double>(below);
  return sorted[below] + fraction * (sorted[below + 1] - sorted[below]);
}

std::optional<Summary> Summarize(absl::Span<double> values,
                                 absl::Span<const double> probabilities) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const double n = static_cast<double>(values.size());
  CompensatedSum sum;
  for (const double value : values) sum.Add(value);
  Summary summary;
  summary.sum = sum.Get();
  summary.mean = summary.sum / n;
  summary.median = Quantile(values, 0.5);
  if (values.size() > 1) {
    CompensatedSum squares;
    for (const double value : values) {
      squares.Add((value - summary.mean) * (value - summary.mean));
    }
    summary.standard_deviation = std::sqrt(squares.Get() / (n - 1));
  }
  for (const double probability : probabilities) {
    summary.quantiles.push_back(Quantile(values, probability));
  }
  return summary;
}

}  // namespace nianbao
