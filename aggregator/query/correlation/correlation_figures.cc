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
// An intercept is the small difference of large numbers where values lie far
// from 0: sums are therefore of the longest numbers that the processor has, and
// only the results are rounded.
//
// O(n log n), for the ranks; the rest is two passes of sums.
#include "aggregator/query/correlation/correlation_figures.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>

#include "absl/algorithm/container.h"

namespace nianbao::aggregator {
namespace {

long double Mean(absl::Span<const double> values) {
  long double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<long double>(values.size());
}

bool Varies(absl::Span<const double> values) {
  return absl::c_any_of(values, [&values](double v) { return v != values[0]; });
}

// Means, and sums of the products of the distances from them.
struct Moments {
  long double mean_x = 0;
  long double mean_y = 0;
  long double xx = 0;
  long double xy = 0;
  long double yy = 0;

  // Rounding may take a perfect one past 1.
  double Pearson() const {
    return std::clamp(static_cast<double>(xy / std::sqrt(xx) / std::sqrt(yy)),
                      -1.0, 1.0);
  }
};

// Two passes, so that large values that differ little keep their differences.
// Absent when a side does not vary, or too little for squares of doubles.
std::optional<Moments> ComputeMoments(absl::Span<const double> x,
                                      absl::Span<const double> y) {
  if (!Varies(x) || !Varies(y)) return std::nullopt;
  Moments moments{.mean_x = Mean(x), .mean_y = Mean(y)};
  long double sum_x = 0;
  long double sum_y = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    const long double dx = x[i] - moments.mean_x;
    const long double dy = y[i] - moments.mean_y;
    sum_x += dx;
    sum_y += dy;
    moments.xx += dx * dx;
    moments.xy += dx * dy;
    moments.yy += dy * dy;
  }
  // What the means are off by through rounding.
  const long double off_x = sum_x / static_cast<long double>(x.size());
  const long double off_y = sum_y / static_cast<long double>(x.size());
  moments.xx -= sum_x * off_x;
  moments.xy -= sum_x * off_y;
  moments.yy -= sum_y * off_y;
  // Their squares are to be doubles.
  constexpr double kLeast = std::numeric_limits<double>::min();
  if (!(moments.xx >= kLeast && moments.yy >= kLeast)) return std::nullopt;
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
  const long double slope = moments->xy / moments->xx;
  figures.slope = static_cast<double>(slope);
  figures.intercept =
      static_cast<double>(moments->mean_y - slope * moments->mean_x);
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
