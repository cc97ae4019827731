#include "aggregator/query/summary.h"

#include <cmath>
#include <cstddef>
#include <cstring>

namespace nianbao {
namespace {

// Several sums side by side, for the compiler to keep in vector registers. The
// number is part of the results: it says which values are added to which.
constexpr size_t kLanes = 4;
typedef double Lanes __attribute__((vector_size(kLanes * sizeof(double))));

double SumOf(const Lanes& lanes) {
  return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

// As CompensatedSum, with Knuth's sum of two numbers in each lane, which needs
// no branch.
double Sum(absl::Span<const double> values) {
  Lanes sum = {};
  Lanes lost = {};
  const size_t whole = values.size() - values.size() % kLanes;
  for (size_t i = 0; i < whole; i += kLanes) {
    Lanes value;
    std::memcpy(&value, &values[i], sizeof(value));
    const Lanes next = sum + value;
    const Lanes added = next - sum;
    lost += (sum - (next - added)) + (value - added);
    sum = next;
  }
  CompensatedSum total;
  for (size_t i = 0; i < kLanes; ++i) total.Add(sum[i]);
  for (size_t i = whole; i < values.size(); ++i) total.Add(values[i]);
  for (size_t i = 0; i < kLanes; ++i) total.Add(lost[i]);
  return total.Get();
}

// Sums over the values' distances from their mean, and from the least of them.
struct Distances {
  // Of the squares. What the rounded mean is off by has been taken out.
  double squares = 0;
  // Each weighted by twice its rank (from 1) - n - 1.
  double ranked = 0;
};

Distances SumDistances(absl::Span<const double> ascending, double mean) {
  const double n = static_cast<double>(ascending.size());
  const double least = ascending.front();
  Lanes squares = {};
  Lanes distances = {};
  Lanes ranked = {};
  Lanes weight = {1 - n, 3 - n, 5 - n, 7 - n};
  const size_t whole = ascending.size() - ascending.size() % kLanes;
  for (size_t i = 0; i < whole; i += kLanes) {
    Lanes value;
    std::memcpy(&value, &ascending[i], sizeof(value));
    const Lanes distance = value - mean;
    squares += distance * distance;
    distances += distance;
    ranked += weight * (value - least);
    weight += 2.0 * kLanes;
  }
  Distances sums = {.squares = SumOf(squares), .ranked = SumOf(ranked)};
  double distance_sum = SumOf(distances);
  for (size_t i = whole; i < ascending.size(); ++i) {
    const double distance = ascending[i] - mean;
    sums.squares += distance * distance;
    distance_sum += distance;
    sums.ranked +=
        (2 * static_cast<double>(i) + 1 - n) * (ascending[i] - least);
  }
  sums.squares -= distance_sum * distance_sum / n;
  return sums;
}

}  // namespace

void CompensatedSum::Add(double value) {
  const double sum = sum_ + value;
  lost_ += std::abs(sum_) >= std::abs(value) ? (sum_ - sum) + value
                                             : (value - sum) + sum_;
  sum_ = sum;
}

double Quantile(absl::Span<const double> ascending, double probability) {
  const double rank = probability * static_cast<double>(ascending.size() - 1);
  const size_t below = static_cast<size_t>(rank);
  if (below + 1 >= ascending.size()) return ascending.back();
  const double fraction = rank - static_cast<double>(below);
  return ascending[below] +
         fraction * (ascending[below + 1] - ascending[below]);
}

Summary Summarize(absl::Span<const double> ascending) {
  const double n = static_cast<double>(ascending.size());
  Summary summary;
  summary.sum = Sum(ascending);
  summary.mean = summary.sum / n;
  summary.median = Quantile(ascending, 0.5);
  if (ascending.size() < 2) return summary;
  const Distances distances = SumDistances(ascending, summary.mean);
  summary.standard_deviation =
      std::sqrt(std::fmax(distances.squares, 0) / (n - 1));
  if (summary.mean > 0) {
    summary.coefficient_of_variation =
        *summary.standard_deviation / summary.mean;
  }
  if (ascending.front() >= 0 && summary.sum > 0) {
    summary.gini = distances.ranked / (n * summary.sum);
  }
  return summary;
}

}  // namespace nianbao
