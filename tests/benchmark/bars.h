#ifndef NIANBAO_TESTS_BENCHMARK_BARS_H_
#define NIANBAO_TESTS_BENCHMARK_BARS_H_

#include <cstdio>
#include <string>

namespace nianbao {

// Prints what was measured beside what is needed, and remembers whether all of
// it held.
class Bars {
 public:
  // Judges `value` where it was measured (not 0).
  void AtLeast(const std::string& what, double value, double bar) {
    Judge(what, value, ">=", bar, value >= bar);
  }
  void AtMost(const std::string& what, double value, double bar) {
    Judge(what, value, "<=", bar, value <= bar);
  }
  bool held() const { return held_; }

 private:
  void Judge(const std::string& what, double value, const char* relation,
             double bar, bool holds) {
    if (value == 0) return;
    std::printf("%-52s %10.2f %s %6.2f  %s\n", what.c_str(), value, relation,
                bar, holds ? "held" : "MISSED");
    held_ = held_ && holds;
  }

  bool held_ = true;
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_BARS_H_
