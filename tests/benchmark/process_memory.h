// Peak memory of a piece of work, as Linux counts it.
#ifndef NIANBAO_TESTS_BENCHMARK_PROCESS_MEMORY_H_
#define NIANBAO_TESTS_BENCHMARK_PROCESS_MEMORY_H_

#include <malloc.h>

#include <cstddef>
#include <fstream>
#include <string>

namespace nianbao {

// A field of /proc/{process}/status, which gives kilobytes: "VmRSS:" is what is
// resident, "VmHWM:" the most that was. `process` is an id or "self".
inline size_t StatusBytes(const std::string& process,
                          const std::string& field) {
  std::ifstream status("/proc/" + process + "/status");
  std::string word;
  while (status >> word && word != field) {
  }
  size_t kilobytes = 0;
  status >> kilobytes;
  return kilobytes << 10;
}

// From its construction on, by how much this process grew at most.
class PeakMemory {
 public:
  PeakMemory() {
    malloc_trim(0);
    // 5 resets the peak to what is resident now; see proc(5).
    std::ofstream("/proc/self/clear_refs") << 5;
    before_ = StatusBytes("self", "VmRSS:");
  }

  size_t GrowthBytes() const { return StatusBytes("self", "VmHWM:") - before_; }

 private:
  size_t before_ = 0;
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_PROCESS_MEMORY_H_
