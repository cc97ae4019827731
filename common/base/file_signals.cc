#include "common/base/file_signals.h"

#include <unistd.h>

#include <csignal>

namespace nianbao {
namespace {

// In a handler only what POSIX calls async-signal-safe may be called.
extern "C" void EndAfterFileWasLost(int) {
  constexpr char kWords[] =
      "a file that is mapped into memory was cut short or cannot be read; the "
      "process ends\n";
  // Where nobody reads it there is nobody to tell.
  [[maybe_unused]] const ssize_t written =
      write(STDERR_FILENO, kWords, sizeof(kWords) - 1);
  _exit(kFileLostExitCode);
}

}  // namespace

void TakeFileSignals() {
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGBUS, EndAfterFileWasLost);
}

}  // namespace nianbao
