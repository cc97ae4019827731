// Lists of numbers that figures must hold for.
#ifndef NIANBAO_TESTS_UNIT_AGGREGATOR_SAMPLE_NUMBERS_H_
#define NIANBAO_TESTS_UNIT_AGGREGATOR_SAMPLE_NUMBERS_H_

#include <algorithm>
#include <random>
#include <vector>

namespace nianbao::aggregator {

// Single values, equal ones, negative ones, amounts of 1e15 that differ by
// little, and seeded random ones with and without ties. None is empty.
inline std::vector<std::vector<double>> SampleNumbers() {
  std::vector<std::vector<double>> samples = {
      {0},
      {-7},
      {5, 5},
      {5, 5, 5, 5, 5},
      {1, 2},
      {3, 1, 2},
      {-4, -4, 0, 2, -10},
      {1e15, 1e15 + 1, 1e15 + 2, 1e15},
      {1e15, 1e-3, -1e15, 12, 12},
      {0, 0, 0, 0, 0, 0, 0, 0, 0, 1000},
      {-1000, 1, 2, 3},
  };
  std::mt19937_64 random(20201231);
  for (const int size : {4, 17, 100, 1000}) {
    // Few different values, so that many tie.
    std::vector<double> whole;
    std::vector<double> skewed;
    for (int i = 0; i < size; ++i) {
      whole.push_back(static_cast<double>(random() % 20) - 5);
      const double unit = static_cast<double>(random() % 1000000) / 1e6;
      skewed.push_back(1e9 * unit * unit * unit * unit);
    }
    samples.push_back(whole);
    samples.push_back(skewed);
  }
  return samples;
}

inline std::vector<double> Sorted(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values;
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_UNIT_AGGREGATOR_SAMPLE_NUMBERS_H_
