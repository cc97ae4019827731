#include "extractor/tables/text_tables.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"

namespace nianbao::extractor {
namespace text_tables_test {

// Cells joined by /, rows by ;, tables by #.
std::string Tables(const std::string& text) {
  std::vector<std::string> tables;
  for (const Table& table : FindTextTables(text)) {
    std::vector<std::string> rows;
    for (const auto& row : table.rows) {
      rows.push_back(
          absl::StrJoin(row, "/", [&](std::string* out, const TableCell& cell) {
            out->append(text, cell.begin, cell.end - cell.begin);
          }));
    }
    tables.push_back(absl::StrJoin(rows, ";"));
  }
  return absl::StrJoin(tables, "#");
}

TEST(TextTablesTest, FindsColumns) {
  const struct {
    const char* name;
    const char* text;
    const char* tables;
  } kCases[] = {
      {"tabs", "茶事\n类\t数\n绿茶\t3\n红茶\t5\n完", "类/数;绿茶/3;红茶/5"},
      {"tabs keep empty cells", "类\t甲\t乙\n绿茶\t\t3\n", "类/甲/乙;绿茶//3"},
      {"bars", "| 类 | 数 |\n|----|---:|\n| 绿茶 | 3 |\n", "类/数;绿茶/3"},
      {"bars without a frame", "类 | 数\n绿茶 | 3", "类/数;绿茶/3"},
      {"bars keep empty cells", "|类||数|\n|绿茶|高|3|", "类//数;绿茶/高/3"},
      {"drawn bars", "│类│数│\n├──┼──┤\n│绿茶│3│", "类/数;绿茶/3"},
      {"full-width bars", "类｜数\n绿茶｜3", "类/数;绿茶/3"},
      {"blanks", "类    甲   乙\n绿茶  3    4\n红茶  5    6\n",
       "类/甲/乙;绿茶/3/4;红茶/5/6"},
      {"full-width blanks", "类　　数\n绿茶　　3\n", "类/数;绿茶/3"},
      {"an empty corner", "      甲   乙\n绿茶  3    4\n", "/甲/乙;绿茶/3/4"},
      {"two tables", "类\t数\n绿茶\t3\n正文。\n类\t数\n红茶\t5\n",
       "类/数;绿茶/3#类/数;红茶/5"},
      {"carriage returns", "类\t数\r\n绿茶\t3\r\n", "类/数;绿茶/3"},
      {"words with single blanks", "采茶 制茶\n卖茶 喝茶\n", ""},
      {"indented prose", "　　全年采茶三次。\n　　全年制茶两次。\n", ""},
      {"one row", "类\t数\n正文", ""},
      {"prose with bars", "采茶|制茶。\n卖茶|喝茶。\n", ""},
      {"rows of blanks that do not fit", "类  数\n绿茶  3  高  低\n", ""},
      {"a breadcrumb", "首页 | 茶事 | 正文\n采茶工作报告\n", ""},
      {"nothing", "", ""},
      {"only bars", "|\n||\n|||\n", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(Tables(c.text), c.tables) << c.name;
}

TEST(TextTablesTest, LeavesParagraphsInCells) {
  std::string paragraph;
  for (int i = 0; i < 100; ++i) paragraph += "茶";
  EXPECT_EQ(Tables(absl::StrCat("类\t", paragraph, "\n绿茶\t3\n")), "");
}

}  // namespace text_tables_test
}  // namespace nianbao::extractor
