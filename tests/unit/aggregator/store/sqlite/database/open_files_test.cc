// A database that is deleted or replaced under a store: nothing is acknowledged
// into a file that nobody finds any more, and nobody else gets the file.
#include "aggregator/store/sqlite/database/open_files.h"

#include <filesystem>
#include <string>

#include "common/base/error_reason.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace open_files_test {

using ::testing::HasSubstr;

class OpenFilesTest : public ::testing::TestWithParam<const char*> {
 protected:
  OpenFilesTest() {
    EXPECT_TRUE(Upload(*store_, SampleReport("http://a.test/", 1)).ok());
  }

  // Queries go on, changes are refused from now on, and health says why.
  void ExpectStopped(const std::string& file) {
    EXPECT_EQ(store_->Health().code(), absl::StatusCode::kUnavailable);
    EXPECT_THAT(std::string(store_->Health().message()), HasSubstr(file));
    for (int i = 0; i < 2; ++i) {
      const absl::Status refused =
          Upload(*store_, SampleReport("http://b.test/", 2)).status();
      EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable) << refused;
      EXPECT_EQ(ReasonOf(ForClient(refused)), "STORE_UNAVAILABLE");
    }
    v1::QueryStatisticsRequest request;
    request.mutable_selection()->add_indicators(kReceived);
    EXPECT_TRUE(Query(*store_, request).ok());
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/nianbao.db";
  const std::string file_ = path_ + GetParam();
  std::unique_ptr<SqliteStore> store_ = OpenStore(path_);
};

TEST_P(OpenFilesTest, StayAsTheyAre) {
  EXPECT_TRUE(store_->Health().ok());
  EXPECT_TRUE(Upload(*store_, SampleReport("http://b.test/", 2)).ok());
}

TEST_P(OpenFilesTest, AreDeleted) {
  std::filesystem::remove(file_);
  ExpectStopped(file_);
}

TEST_P(OpenFilesTest, AreReplaced) {
  const std::string copy = folder_.path() + "/copy";
  std::filesystem::copy_file(file_, copy);
  std::filesystem::rename(copy, file_);
  ExpectStopped(file_);
}

// Whoever puts the right file back has not made good what happened meanwhile.
TEST_P(OpenFilesTest, AreTakenAwayForAWhile) {
  const std::string away = folder_.path() + "/away";
  std::filesystem::rename(file_, away);
  EXPECT_FALSE(Upload(*store_, SampleReport("http://b.test/", 2)).ok());
  std::filesystem::rename(away, file_);
  EXPECT_FALSE(store_->Health().ok());
  EXPECT_FALSE(Upload(*store_, SampleReport("http://b.test/", 2)).ok());
}

INSTANTIATE_TEST_SUITE_P(, OpenFilesTest, ::testing::Values("", "-wal"));

class InUseTest : public ::testing::Test {
 protected:
  absl::StatusCode OpenAnother(const std::string& path) {
    return SqliteStore::Open(path, BuiltIn()).status().code();
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/nianbao.db";
};

TEST_F(InUseTest, AlsoWithoutTheFileOfTheLock) {
  const auto store = OpenStore(path_);
  std::filesystem::remove(path_ + ".lock");
  EXPECT_EQ(OpenAnother(path_), absl::StatusCode::kFailedPrecondition);
}

TEST_F(InUseTest, AlsoByAnotherName) {
  const auto store = OpenStore(path_);
  const std::string link = folder_.path() + "/link.db";
  std::filesystem::create_hard_link(path_, link);
  EXPECT_EQ(OpenAnother(link), absl::StatusCode::kFailedPrecondition);
}

}  // namespace open_files_test
}  // namespace nianbao::aggregator
