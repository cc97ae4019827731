// What an SQLite store does of its own; all that every store does is tested in
// tests/integration/store.
#include "aggregator/store/sqlite/store.h"

#include <cmath>
#include <string>

#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace store_test {

TEST(SqliteStoreTest, AFileOfALaterProgramIsRefused) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/nianbao.db";
  OpenStore(path).reset();
  {
    Connection connection = *Connection::Open(path);
    ASSERT_TRUE(connection.Execute("PRAGMA user_version = 99").ok());
  }
  EXPECT_EQ(SqliteStore::Open(path, BuiltIn()).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

// SQLite keeps no sign of 0; nor do columns that were never on disk.
TEST(SqliteStoreTest, MinusZeroIsZeroBeforeAndAfterARestart) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/nianbao.db";
  v1::QueryStatisticsRequest request;
  request.mutable_selection()->add_indicators(kReceived);
  auto store = OpenStore(path);
  ASSERT_TRUE(Upload(*store, SampleReport("http://a.test/", -0.0)).ok());
  for (int i = 0; i < 2; ++i) {
    const auto rows = Query(*store, request);
    ASSERT_TRUE(rows.ok()) << rows.status();
    ASSERT_EQ(rows->size(), 1);
    ASSERT_EQ(rows->Get(0).statistics_size(), 1);
    const v1::Statistics& row = rows->Get(0).statistics(0);
    EXPECT_EQ(row.count(), 1);
    EXPECT_FALSE(std::signbit(row.min().value()));
    EXPECT_FALSE(std::signbit(row.sum()));
    store.reset();
    store = OpenStore(path);
  }
}

}  // namespace store_test
}  // namespace nianbao::aggregator
