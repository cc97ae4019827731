#include "common/base/file_signals.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <string>

#include "gtest/gtest.h"
#include "tests/temporary_folder.h"

namespace nianbao {
namespace file_signals_test {

class FileSignalsTest : public ::testing::Test {
 protected:
  int NewFile() const {
    return open((folder_.path() + "/file").c_str(), O_RDWR | O_CREAT, 0600);
  }

  // Ends with 0 when a write beyond the limit is an error.
  void WriteBeyondTheLimit() const {
    TakeFileSignals();
    const rlimit limit = {.rlim_cur = 4096, .rlim_max = 4096};
    setrlimit(RLIMIT_FSIZE, &limit);
    const int file = NewFile();
    const bool refused = pwrite(file, "x", 1, 4096) < 0 && errno == EFBIG;
    _exit(refused ? 0 : 1);
  }

  // Reads from a page that its file does not have any more.
  void ReadWhatWasCutOff() const {
    TakeFileSignals();
    const int file = NewFile();
    if (ftruncate(file, 4096) != 0) _exit(1);
    const auto* const page = static_cast<const volatile char*>(
        mmap(nullptr, 4096, PROT_READ, MAP_SHARED, file, 0));
    if (ftruncate(file, 0) != 0) _exit(1);
    _exit(page[0]);
  }

  const TemporaryFolder folder_;
};

using FileSignalsDeathTest = FileSignalsTest;

TEST_F(FileSignalsDeathTest, AFileTooLargeIsAnError) {
  EXPECT_EXIT(WriteBeyondTheLimit(), ::testing::ExitedWithCode(0), "");
}

TEST_F(FileSignalsDeathTest, AFileCutShortEndsTheProcessWithWords) {
  EXPECT_EXIT(ReadWhatWasCutOff(), ::testing::ExitedWithCode(kFileLostExitCode),
              "was cut short");
}

}  // namespace file_signals_test
}  // namespace nianbao
