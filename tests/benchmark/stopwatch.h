#ifndef NIANBAO_TESTS_BENCHMARK_STOPWATCH_H_
#define NIANBAO_TESTS_BENCHMARK_STOPWATCH_H_

#include <algorithm>
#include <chrono>
#include <vector>

namespace nianbao {

class Stopwatch {
 public:
  double Milliseconds() const {
    return std::chrono::duration<double, std::milli>(
               std::chrono::steady_clock::now() - start_)
        .count();
  }
  double Seconds() const { return Milliseconds() / 1e3; }

 private:
  const std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
};

// The value that a share of `values`, which must not be empty, is not above:
// 0.5 for the median.
inline double Percentile(std::vector<double> values, double share) {
  const auto nth =
      values.begin() +
      static_cast<ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), nth, values.end());
  return *nth;
}

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_STOPWATCH_H_
