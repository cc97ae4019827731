#include "aggregator/store/sqlite/database/acknowledged.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "aggregator/store/sqlite/upkeep/backup.h"
#include "aggregator/store/sqlite/upkeep/integrity.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace acknowledged_test {

using ::testing::Contains;
using ::testing::HasSubstr;

class AcknowledgedTest : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/nianbao.db";
};

TEST_F(AcknowledgedTest, IsReadAsItWasWritten) {
  const int file = open((path_ + ".lock").c_str(), O_RDWR | O_CREAT, 0600);
  ASSERT_GE(file, 0);
  EXPECT_EQ(ReadAcknowledged(file).last.transaction, 0);
  const Acknowledged written = {
      .last = {.transaction = 12, .moment = 1796003400000000},
      .missing = 3,
      .missing_after = 4,
      .missing_until = 1796003400000001};
  WriteAcknowledged(written, file);
  const Acknowledged read = ReadAcknowledged(path_);
  EXPECT_EQ(read.last.transaction, 12);
  EXPECT_EQ(read.last.moment, 1796003400000000);
  EXPECT_EQ(Missing(read), Missing(written));
  // Half of another one says nothing.
  ASSERT_EQ(pwrite(file, "9", 1, 10), 1);
  EXPECT_EQ(ReadAcknowledged(path_).last.transaction, 0);
  WriteAcknowledged(written, file);
  ForgetAcknowledged(file);
  EXPECT_EQ(ReadAcknowledged(path_).last.transaction, 0);
  close(file);
}

TEST_F(AcknowledgedTest, WhatIsMissingAddsUp) {
  Acknowledged known = {.last = {.transaction = 10, .moment = 100}};
  EXPECT_EQ(Missing(known), "");
  known = Compare(known, {.transaction = 11, .moment = 110});
  EXPECT_EQ(Missing(known), "");
  known = Compare(known, {.transaction = 7, .moment = 70});
  EXPECT_THAT(Missing(known), HasSubstr("4 transactions"));
  EXPECT_THAT(Missing(known), HasSubstr("after transaction 7"));
  EXPECT_EQ(known.last.transaction, 7);
  known.last = {.transaction = 8, .moment = 200};
  known = Compare(known, {.transaction = 7, .moment = 70});
  EXPECT_EQ(known.missing, 5);
  EXPECT_EQ(known.missing_after, 7);
  EXPECT_EQ(known.missing_until, 200);
}

// As whoever copies an older file over it does.
TEST_F(AcknowledgedTest, AnOlderDatabaseIsToldByStartVerifyAndSize) {
  const std::string older = folder_.path() + "/older.db";
  const auto fill = [this](int from, int count) {
    const auto store = OpenStore(path_);
    for (int i = from; i < from + count; ++i) {
      const std::string source = "http://a.test/" + std::to_string(i);
      ASSERT_TRUE(Upload(*store, SampleReport(source, i)).ok());
    }
    EXPECT_EQ(store->Size().missing_transactions, 0);
  };
  fill(0, 2);
  std::filesystem::copy_file(path_, older);
  fill(2, 3);
  std::filesystem::copy_file(older, path_,
                             std::filesystem::copy_options::overwrite_existing);
  const auto problems = [this] {
    return Verify(path_, [](const std::string&) {})->problems;
  };
  EXPECT_THAT(problems(), Contains(HasSubstr("3 transactions")));
  // Also after the next start, and after what comes then.
  for (int i = 0; i < 2; ++i) {
    const auto store = OpenStore(path_);
    EXPECT_EQ(store->Size().missing_transactions, 3);
    ASSERT_TRUE(Upload(*store, SampleReport("http://b.test/", i)).ok());
  }
  EXPECT_THAT(problems(), Contains(HasSubstr("after transaction 2")));
  // Who restores a backup knows.
  ASSERT_TRUE(Restore(path_, older, true, [](int, int) {}).ok());
  EXPECT_THAT(problems(), testing::IsEmpty());
}

}  // namespace acknowledged_test
}  // namespace nianbao::aggregator
