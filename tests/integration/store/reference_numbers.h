// Textbook formulas over plain numbers.
#ifndef NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_NUMBERS_H_
#define NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_NUMBERS_H_

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace nianbao::aggregator {

using Numbers = std::vector<double>;

inline long double SumOf(const Numbers& values) {
  long double sum = 0;
  for (const double v : values) sum += v;
  return sum;
}

inline long double MeanOf(const Numbers& values) {
  return SumOf(values) / values.size();
}

// The k-th smallest and its neighbour, weighted.
inline double QuantileOf(Numbers values, double p) {
  const double h = (values.size() - 1) * p;
  const size_t k = std::floor(h);
  std::nth_element(values.begin(), values.begin() + k, values.end());
  if (k + 1 == values.size()) return values[k];
  const double above = *std::min_element(values.begin() + k + 1, values.end());
  return values[k] + (h - k) * (above - values[k]);
}

inline std::optional<long double> DeviationOf(const Numbers& values) {
  if (values.size() < 2) return std::nullopt;
  const long double mean = MeanOf(values);
  long double squares = 0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return std::sqrt(squares / (values.size() - 1));
}

// Over all pairs. O(n^2).
inline std::optional<long double> GiniOf(const Numbers& values) {
  if (values.size() < 2 || SumOf(values) == 0 ||
      *std::min_element(values.begin(), values.end()) < 0) {
    return std::nullopt;
  }
  long double differences = 0;
  for (const long double a : values) {
    for (const long double b : values) differences += std::abs(a - b);
  }
  const long double n = values.size();
  return differences / (n * n) / (2 * MeanOf(values));
}

// T, with the natural logarithm.
inline std::optional<long double> TheilOf(const Numbers& values) {
  const long double mean = MeanOf(values);
  long double sum = 0;
  for (const long double v : values) {
    if (v <= 0) return std::nullopt;
    sum += v / mean * std::log(v / mean);
  }
  return sum / values.size();
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_NUMBERS_H_
