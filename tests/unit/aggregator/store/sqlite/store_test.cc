// What an SQLite store does of its own; all that every store does is tested in
// tests/integration/store.
#include "aggregator/store/sqlite/store.h"

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
    ASSERT_TRUE(connection.Execute("PRAGMA user_version = 4").ok());
  }
  EXPECT_EQ(SqliteStore::Open(path, BuiltIn()).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace store_test
}  // namespace nianbao::aggregator
