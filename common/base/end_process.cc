#include "common/base/end_process.h"

#include <cstdio>
#include <cstdlib>
#include <iostream>

// LeakSanitizer's, in a build with it.
// NOLINTNEXTLINE(bugprone-reserved-identifier): the name is not ours.
extern "C" void __lsan_do_leak_check() __attribute__((weak));
// Writes the counts of a build that measures coverage; see tests/coverage/run.
// NOLINTNEXTLINE(bugprone-reserved-identifier): the name is not ours.
extern "C" void __gcov_dump() __attribute__((weak));

namespace nianbao {

void EndProcess(int code) {
  std::cout.flush();
  std::fflush(stdout);
  if (__lsan_do_leak_check != nullptr) __lsan_do_leak_check();
  if (__gcov_dump != nullptr) __gcov_dump();
  // exit would run the handlers and destructors that this is to avoid.
  std::quick_exit(code);
}

}  // namespace nianbao
