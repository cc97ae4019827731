// What docs/FORMAT.md says holds of a database that the store has made.
#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "aggregator/columns/chunk.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/reading/loader.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/corpus.h"
#include "tests/paths.h"
#include "tests/temporary_folder.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace format_test {

class FormatTest : public ::testing::Test {
 protected:
  FormatTest() {
    std::stringstream text;
    text << std::ifstream(SourceFile("docs/FORMAT.md")).rdbuf();
    format_ = text.str();
    const auto store = OpenStore(path_);
    for (const CorpusReport& report : GenerateCorpus(5, 4000).reports) {
      EXPECT_TRUE(Upload(*store, report.report).ok());
    }
  }

  // The blocks of SQL, in the order of the page.
  std::vector<std::string> Queries() const {
    std::vector<std::string> queries;
    const std::vector<std::string> parts = absl::StrSplit(format_, "```sql\n");
    for (size_t i = 1; i < parts.size(); ++i) {
      queries.push_back(parts[i].substr(0, parts[i].find("```")));
    }
    return queries;
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/nianbao.db";
  std::string format_;
};

TEST_F(FormatTest, NamesEachTableColumnAndIndex) {
  Connection connection = *Connection::OpenReadOnly(path_);
  Statement columns = *connection.Prepare(
      "SELECT t.name, c.name, c.type FROM sqlite_schema AS t, "
      "pragma_table_info(t.name) AS c WHERE t.type = 'table'");
  int count = 0;
  while (*columns.Step()) {
    ++count;
    const std::string table(columns.Bytes(0)), column(columns.Bytes(1));
    const std::string type(columns.Bytes(2));
    EXPECT_TRUE(
        absl::StrContains(format_, absl::StrCat("| `", column, "` | ", type)) ||
        absl::StrContains(
            format_, absl::StrCat("| `", table, ".", column, "` | ", type)))
        << table << "." << column;
  }
  EXPECT_EQ(count, 14 + 5 + 9 + 2 + 2 + 2 + 7 + 5);
  Statement indexes = *connection.Prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql NOT NULL");
  while (*indexes.Step()) {
    EXPECT_TRUE(absl::StrContains(format_, indexes.Bytes(0)))
        << indexes.Bytes(0);
  }
}

// The last two blocks: the reports that count, and the values of an indicator.
TEST_F(FormatTest, ItsQueriesFindWhatStatisticsAreComputedFrom) {
  const std::vector<std::string> queries = Queries();
  ASSERT_EQ(queries.size(), 4);
  Connection connection = *Connection::Open(path_);
  ASSERT_TRUE(connection.Execute(queries[2].c_str()).ok());

  ConnectionPool pool(path_);
  const SnapshotPtr snapshot = *LoadSnapshot(
      pool, BuiltIn(), {}, [] { return false; }, [](const LoadProgress&) {});
  const IndicatorColumns* const columns = snapshot->Find(kReceived);
  ASSERT_NE(columns, nullptr);
  // Of identified reports on the rule of law, by year.
  std::map<int32_t, std::vector<double>> by_year;
  for (const auto& [key, chunks] : columns->chunks) {
    if (key.first != v1::KIND_LEVEL ||
        key.second.type != v1::Report::TYPE_RULE_OF_LAW ||
        key.second.body == kUnidentified) {
      continue;
    }
    for (const ChunkPtr& chunk : chunks) {
      for (uint32_t i = 0; i < chunk->elected; ++i) {
        if ((chunk->flags[i] & LeftOut(/*include_erroneous=*/false)) == 0) {
          by_year[chunk->year].push_back(chunk->values[i]);
        }
      }
    }
  }
  int compared = 0;
  for (auto& [year, expected] : by_year) {
    std::sort(expected.begin(), expected.end());
    Statement rows = *connection.Prepare(absl::StrReplaceAll(
        queries[3], {{"o.year = 2022", absl::StrCat("o.year = ", year)}}));
    std::vector<double> values;
    while (*rows.Step()) values.push_back(rows.Real(3));
    EXPECT_EQ(values, expected) << year;
    compared += static_cast<int>(values.size());
  }
  EXPECT_GT(compared, 20);
}

}  // namespace format_test
}  // namespace nianbao::aggregator
