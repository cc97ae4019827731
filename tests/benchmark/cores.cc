#include "tests/benchmark/cores.h"

#include <sched.h>

#include <thread>

#include "absl/status/status.h"
#include "tests/benchmark/or_die.h"

namespace nianbao {

void RunOn(Cores cores) {
  // Before the first call narrows what is seen.
  static const int count =
      static_cast<int>(std::thread::hardware_concurrency());
  cpu_set_t set;
  CPU_ZERO(&set);
  for (int core = 0; core < count; ++core) {
    if (cores == Cores::kAll || (core == 0) == (cores == Cores::kFirst)) {
      CPU_SET(core, &set);
    }
  }
  if (sched_setaffinity(0, sizeof(set), &set) != 0) {
    OrDie(absl::UnavailableError("needs two cores or more"));
  }
}

}  // namespace nianbao
