#include "common/base/end_process.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "gtest/gtest.h"

namespace nianbao {
namespace end_process_test {

TEST(EndProcess, WritesTheOutputAndLeavesOutTheHandlersOfExit) {
  EXPECT_EXIT(
      {
        dup2(STDERR_FILENO, STDOUT_FILENO);
        std::atexit([] { _exit(1); });
        std::cout << "last words";
        EndProcess(3);
      },
      ::testing::ExitedWithCode(3), "last words");
}

}  // namespace end_process_test
}  // namespace nianbao
