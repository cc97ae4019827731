#include "client/output/formats/table.h"

#include "gtest/gtest.h"

namespace nianbao::client {
namespace table_test {

TEST(DisplayWidth, CountsTerminalColumns) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("海淀区"), 6);
  EXPECT_EQ(DisplayWidth("\uFF08海淀\uFF09"), 8);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);
  EXPECT_EQ(DisplayWidth("a\xff"
                         "b"),
            3);
}

TEST(RenderTable, LinesUpChineseAndNumbers) {
  EXPECT_EQ(
      RenderTable({{"name"}, {"mean_value", Column::Align::kRight}, {"at"}},
                  {{"海淀区", "1,234", "北京"}, {"x", "5", ""}}),
      "NAME    MEAN VALUE  AT\n"
      "海淀区       1,234  北京\n"
      "x                5\n");
}

TEST(RenderTable, LeavesOutColumnsWithoutText) {
  EXPECT_EQ(RenderTable({{"a"}, {"b"}, {"c"}}, {{"1", "", "2"}, {"3", "", ""}}),
            "A  C\n1  2\n3\n");
}

TEST(RenderTable, ShowsNoControlCharacters) {
  EXPECT_EQ(RenderTable({{"a"}}, {{"x\n\ty\x1b[2J\u0085z"}}),
            "A\nx  y [2J z\n");
  EXPECT_EQ(RenderTable({{"a"}, {"b"}}, {{"\u202Ex\u200F", "y"}}),
            "A  B\nx  y\n");
}

TEST(GrowingTable, RepeatsHeadingsWhenColumnsGrow) {
  GrowingTable table({{"a"}, {"b", Column::Align::kRight}, {"c"}});
  EXPECT_EQ(table.Append({}), "");
  EXPECT_EQ(table.Append({{"xx", "", "1"}}), "A   C\nxx  1\n");
  EXPECT_EQ(table.Append({{"y", "", "2"}}), "y   2\n");
  EXPECT_EQ(table.Append({{"y", "33", "2"}}), "A    B  C\ny   33  2\n");
  EXPECT_EQ(table.Append({{"y", "", "2"}}), "y       2\n");
}

}  // namespace table_test
}  // namespace nianbao::client
