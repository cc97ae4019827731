// Correlation and regression of pairs.
//
// Pearson's coefficient is the sum of the products of the distances from the
// means over the root of both sums of squares. The distances are taken in a
// second pass: expanding the squares would lose all digits of values like 1e9
// and 1e9 + 1. What the rounded means are off by is known from the sums of the
// distances, which would be 0, and is taken out.
//
// Spearman's is Pearson's of the ranks, where equal values share the average of
// theirs: 5, 5, 9 have the ranks 1.5, 1.5, 3.
//
// O(n log n), for the ranks; the rest is two passes of compensated sums.
#include "aggregator/query/correlation/correlation_figures.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "absl/algorithm/container.h"
#include "aggregator/query/compensated_sum.h"

namespace nianbao::aggregator {
namespace {

double Mean(absl::Span<const double> values) {
  CompensatedSum sum;
  for (const double value : values) sum.Add(value);
  return sum.Get() / static_cast<double>(values.size());
}

bool Varies(absl::Span<const double> values) {
  return absl::c_any_of(values, [&values](double v) { return v != values[0]; });
}

// Means, and sums of the products of the distances from them.
struct Moments {
  double mean_x = 0;
  double mean_y = 0;
  double xx = 0;
  double xy = 0;
  double yy = 0;

  // Rounding may take a perfect one past 1.
  double Pearson() const {
    return std::clamp(xy / std::sqrt(xx) / std::sqrt(yy), -1.0, 1.0);
  }
};

// Two passes, so that large values that differ little keep their differences.
// Absent when a side does not vary, or too little for squares of doubles.
std::optional<Moments> ComputeMoments(absl::Span<const double> x,
                                      absl::Span<const double> y) {
  if (!Varies(x) || !Varies(y)) return std::nullopt;
  Moments moments{.mean_x = Mean(x), .mean_y = Mean(y)};
  CompensatedSum sum_x;
  CompensatedSum sum_y;
  CompensatedSum xx;
  CompensatedSum xy;
  CompensatedSum yy;
  for (size_t i = 0; i < x.size(); ++i) {
    const double dx = x[i] - moments.mean_x;
    const double dy = y[i] - moments.mean_y;
    sum_x.Add(dx);
    sum_y.Add(dy);
    xx.Add(dx * dx);
    xy.Add(dx * dy);
    yy.Add(dy * dy);
  }
  // What the means are off by through rounding.
  const double off_x = sum_x.Get() / static_cast<double>(x.size());
  const double off_y = sum_y.Get() / static_cast<double>(x.size());
  moments.xx = xx.Get() - sum_x.Get() * off_x;
  moments.xy = xy.Get() - sum_x.Get() * off_y;
  moments.yy = yy.Get() - sum_y.Get() * off_y;
  if (!(moments.xx > 0 && moments.yy > 0)) return std::nullopt;
  return moments;
}

}  // namespace

std::optional<CorrelationFigures> Correlate(absl::Span<const double> x,
                                            absl::Span<const double> y) {
  if (x.size() < 3) return std::nullopt;
  const std::optional<Moments> moments = ComputeMoments(x, y);
  if (!moments.has_value()) return std::nullopt;
  CorrelationFigures figures;
  figures.pearson = moments->Pearson();
  figures.spearman =
      ComputeMoments(AverageRanks(x), AverageRanks(y))->Pearson();
  figures.slope = moments->xy / moments->xx;
  figures.intercept = moments->mean_y - figures.slope * moments->mean_x;
  if (!std::isfinite(figures.slope) || !std::isfinite(figures.intercept)) {
    return std::nullopt;
  }
  return figures;
}

std::vector<double> AverageRanks(absl::Span<const double> values) {
  std::vector<uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0u);
  absl::c_sort(order, [&values](uint32_t a, uint32_t b) {
    return values[a] < values[b];
  });
  std::vector<double> ranks(values.size());
  for (size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && values[order[end]] == values[order[begin]]) {
      ++end;
    }
    // The average of begin + 1, ..., end.
    const double rank = static_cast<double>(begin + 1 + end) / 2;
    for (size_t i = begin; i < end; ++i) ranks[order[i]] = rank;
  }
  return ranks;
}

}  // namespace nianbao::aggregator
