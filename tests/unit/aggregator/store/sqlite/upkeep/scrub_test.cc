#include "aggregator/store/sqlite/upkeep/scrub.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace scrub_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ScrubTest : public ::testing::Test {
 protected:
  ScrubTest() {
    const auto store = OpenStore(path_);
    for (int i = 0; i < 100; ++i) {
      v1::Report report = SampleReport("http://a.test/" + std::to_string(i), i);
      report.set_title(std::string(8000, 'x'));
      EXPECT_TRUE(Upload(*store, report).ok());
    }
  }

  std::set<int64_t> Damaged() {
    const int file = open(path_.c_str(), O_RDWR | O_CLOEXEC);
    bytes_ = 0;
    const std::set<int64_t> damaged =
        FindDamagedPages(file, path_, [this](int64_t bytes) {
          bytes_ += bytes;
          return true;
        });
    close(file);
    return damaged;
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/nianbao.db";
  int64_t bytes_ = 0;
};

TEST_F(ScrubTest, ReadsAllOfASoundFile) {
  EXPECT_THAT(Damaged(), IsEmpty());
  const auto size = static_cast<int64_t>(std::filesystem::file_size(path_));
  ASSERT_GT(size, 1 << 20);
  EXPECT_EQ(bytes_, size);
}

TEST_F(ScrubTest, FindsPages) {
  const int file = open(path_.c_str(), O_RDWR | O_CLOEXEC);
  for (const int64_t page : {3, 200}) {
    char byte = 0;
    const off_t at = (page - 1) * 4096 + 777;
    ASSERT_EQ(pread(file, &byte, 1, at), 1);
    byte = static_cast<char>(byte ^ 1);
    ASSERT_EQ(pwrite(file, &byte, 1, at), 1);
  }
  close(file);
  EXPECT_THAT(Damaged(), ElementsAre(3, 200));
}

// A checkpoint that was ended by a crash leaves such a page, and the log has
// it.
TEST_F(ScrubTest, APageThatTheLogHasIsNoDamage) {
  const auto store = OpenStore(path_);
  v1::Report report = SampleReport("http://b.test/", 1);
  report.set_title(std::string(8000, 'x'));
  ASSERT_TRUE(Upload(*store, report).ok());
  const int file = open(path_.c_str(), O_RDWR | O_CLOEXEC);
  // The first page, which says how many there are.
  ASSERT_EQ(pwrite(file, "torn", 4, 4092), 4);
  const std::set<int64_t> damaged =
      FindDamagedPages(file, path_, [](int64_t) { return true; });
  EXPECT_THAT(damaged, IsEmpty());
  close(file);
}

}  // namespace scrub_test
}  // namespace nianbao::aggregator
