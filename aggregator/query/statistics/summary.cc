// Sum, deviation and Gini coefficient of ascending values, in two passes.
//
// The first pass sums. Plain summation loses a village's 1 beside a province's
// 1e16; so each addition also computes exactly what rounding took from it, and
// the losses are added in the end. An addition has to wait for the one before,
// so eight sums run side by side, two to a register, and are joined at last.
//
// The second pass takes the distances from the mean. Their squares give the
// deviation, from which what the rounded mean is off by is taken out. Weighted
// by rank they give the Gini coefficient without comparing all pairs, since the
// values ascend: for 1, 2, 6 (n = 3) the ranks weigh -2, 0, 2, and
//
//   (-2 * 1 + 0 * 2 + 2 * 6) / (n * sum) = 10 / 27,
//
// where the mean difference of all nine pairs over twice the mean is the same.
//
// O(n), at about a nanosecond a value: this is the inner loop under every row.
#include "aggregator/query/statistics/summary.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "aggregator/query/compensated_sum.h"
#include "aggregator/query/quantile.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {
namespace {

// Two numbers in a register of any x86-64 or ARMv8. Several such sums run side
// by side, since each addition has to wait for the one before it; their number
// is part of the results, as it says which values are added to which.
typedef double Pair __attribute__((vector_size(2 * sizeof(double))));

Pair Load(const double* values) {
  Pair pair;
  std::memcpy(&pair, values, sizeof(pair));
  return pair;
}

// Knuth's sum of two numbers, which needs no branch: `sum` + `value` is exactly
// the new `sum` + what `lost` grows by.
void AddTo(Pair value, Pair& sum, Pair& lost) {
  const Pair next = sum + value;
  const Pair added = next - sum;
  lost += (sum - (next - added)) + (value - added);
  sum = next;
}

// A block of values, one more to each of eight compensated sums.
constexpr size_t kBlock = 8;
struct BlockSums {
  Pair sums[kBlock / 2] = {};
  Pair lost[kBlock / 2] = {};

  void Add(const double* values) {
    for (size_t i = 0; i < kBlock / 2; ++i) {
      AddTo(Load(values + 2 * i), sums[i], lost[i]);
    }
  }

  double Get() {
    for (const size_t i : {1, 2, 3}) {
      AddTo(sums[i], sums[0], lost[0]);
      lost[0] += lost[i];
    }
    CompensatedSum total;
    for (const Pair& part : {sums[0], lost[0]}) {
      total.Add(part[0]);
      total.Add(part[1]);
    }
    return total.Get();
  }
};

double Sum(absl::Span<const double> values) {
  // How far ahead memory is asked for: the caller's values are often cold.
  constexpr size_t kAhead = 16 * kBlock;
  BlockSums sums;
  const double* const data = values.data();
  const size_t rest = values.size() % kBlock;
  const size_t whole = values.size() - rest;
  for (size_t i = 0; i < whole; i += kBlock) {
    __builtin_prefetch(data + i + kAhead);
    sums.Add(data + i);
  }
  double last[kBlock] = {};
  std::copy_n(data + whole, rest, last);
  sums.Add(last);
  return sums.Get();
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
  Pair squares[2] = {};
  Pair distances[2] = {};
  Pair ranked[2] = {};
  Pair weights[2] = {{1 - n, 3 - n}, {5 - n, 7 - n}};
  const double* const data = ascending.data();
  const size_t whole = ascending.size() - ascending.size() % 4;
  for (size_t i = 0; i < whole; i += 4) {
    for (size_t j = 0; j < 2; ++j) {
      const Pair value = Load(data + i + 2 * j);
      const Pair distance = value - mean;
      squares[j] += distance * distance;
      distances[j] += distance;
      ranked[j] += weights[j] * (value - least);
      weights[j] += 8.0;
    }
  }
  const auto total = [](const Pair(&sums)[2]) {
    return (sums[0][0] + sums[0][1]) + (sums[1][0] + sums[1][1]);
  };
  Distances sums = {.squares = total(squares), .ranked = total(ranked)};
  double distance_sum = total(distances);
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

// Where all are equal rounding may take it a little below 0.
double Theil(absl::Span<const double> positive, double mean) {
  CompensatedSum sum;
  for (const double value : positive) {
    const double share = value / mean;
    // x ln x goes to 0 with x; a share may be too small for a double.
    if (share > 0) sum.Add(share * std::log(share));
  }
  return std::fmax(sum.Get() / static_cast<double>(positive.size()), 0);
}

}  // namespace

Summary Summarize(absl::Span<const double> ascending, const Fields& wanted) {
  const double n = static_cast<double>(ascending.size());
  Summary summary;
  summary.sum = Sum(ascending);
  summary.mean = summary.sum / n;
  summary.median = Quantile(ascending, 0.5);
  if (wanted[v1::Statistics::kTheilFieldNumber] && ascending.front() > 0) {
    summary.theil = Theil(ascending, summary.mean);
  }
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

}  // namespace nianbao::aggregator
