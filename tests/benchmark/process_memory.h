// Peak memory of a piece of work, as Linux counts it.
#ifndef NIANBAO_TESTS_BENCHMARK_PROCESS_MEMORY_H_
#define NIANBAO_TESTS_BENCHMARK_PROCESS_MEMORY_H_

#include <malloc.h>

#include <cstddef>
#include <fstream>
#include <string>

namespace nianbao {

// From its construction on, by how much the process grew at most.
class PeakMemory {
 public:
  PeakMemory() {
    malloc_trim(0);
    // 5 resets the peak to what is resident now; see proc(5).
    std::ofstream("/proc/self/clear_refs") << 5;
    before_ = StatusBytes("VmRSS:");
  }

  size_t GrowthBytes() const { return StatusBytes("VmHWM:") - before_; }

 private:
  // A field of /proc/self/status, which gives kilobytes.
  static size_t StatusBytes(const std::string& field) {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word && word != field) {
    }
    size_t kilobytes = 0;
    status >> kilobytes;
    return kilobytes << 10;
  }

  size_t before_ = 0;
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_PROCESS_MEMORY_H_
