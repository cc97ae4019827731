#include "client/output/formats/table_writer.h"

#include <sstream>

#include "gtest/gtest.h"

namespace nianbao::client {
namespace table_writer_test {

constexpr Column::Align kNumbers = Column::Align::kRight;

std::vector<Column> Columns() {
  return {{{"indicator", "指标", Need::kMost}},
          {{"year", "年份", Need::kMost}, kNumbers},
          {{"level", "层级"}},
          {{"name", "名称", Need::kMost}},
          {{"count", "个数"}, kNumbers},
          {{"mean_value", "平均数"}, kNumbers},
          {{"min_at", "最小者", Need::kIfSeveral}}};
}

std::vector<Cell> Row(int year, const char* name, int count, double mean) {
  return {Text("sample.accepted"),
          Year(year),
          Word("county"),
          Text(name),
          Count(count),
          Number(mean),
          Text(name)};
}

TableLook OnTerminal(int width) {
  TableLook look;
  look.screen = {/*is_terminal=*/true, width, /*height=*/0, /*colour=*/false};
  return look;
}

std::string Print(const TableLook& look,
                  const std::vector<std::vector<Cell>>& rows) {
  std::ostringstream out;
  TableWriter writer(out, Columns(), look);
  for (const std::vector<Cell>& row : rows) {
    EXPECT_TRUE(writer.Add({row, ""}).ok());
  }
  EXPECT_TRUE(writer.Finish().ok());
  return out.str();
}

const std::vector<std::vector<Cell>>& TwoRows() {
  static const auto* const kRows = new std::vector<std::vector<Cell>>{
      Row(2019, "海淀区", 2, 540), Row(2020, "朝阳区", 12, 1660.5)};
  return *kRows;
}

TEST(TableWriter, CutsNothingWhereThereIsNoTerminal) {
  const char kTable[] =
      "INDICATOR        YEAR  LEVEL   NAME    COUNT  MEAN VALUE  MIN AT\n"
      "sample.accepted  2019  county  海淀区      2         540  海淀区\n"
      "sample.accepted  2020  county  朝阳区     12     1,660.5  朝阳区\n";
  EXPECT_EQ(Print(TableLook(), TwoRows()), kTable);
  TableLook look;
  look.header = false;
  EXPECT_EQ(Print(look, TwoRows()),
            std::string(kTable).substr(std::string(kTable).find('\n') + 1));
  EXPECT_EQ(Print(TableLook(), {}), "");
}

TEST(TableWriter, SaysOnceWhatAllRowsHave) {
  EXPECT_EQ(Print(OnTerminal(80), TwoRows()),
            "INDICATOR: sample.accepted  LEVEL: county\n"
            "YEAR  NAME    COUNT  MEAN VALUE  MIN AT\n"
            "2019  海淀区      2         540  海淀区\n"
            "2020  朝阳区     12     1,660.5  朝阳区\n");
}

TEST(TableWriter, BreaksTheLineOfWhatIsCommon) {
  EXPECT_EQ(Print(OnTerminal(40), TwoRows()),
            "INDICATOR: sample.accepted\n"
            "LEVEL: county\n"
            "YEAR  NAME    COUNT  MEAN VALUE  MIN AT\n"
            "2019  海淀区      2         540  海淀区\n"
            "2020  朝阳区     12     1,660.5  朝阳区\n");
}

TEST(TableWriter, SaysNothingOnceOfASingleRow) {
  EXPECT_EQ(
      Print(OnTerminal(80), {TwoRows()[0]}),
      "INDICATOR        YEAR  LEVEL   NAME    COUNT  MEAN VALUE  MIN AT\n"
      "sample.accepted  2019  county  海淀区      2         540  海淀区\n");
}

TEST(TableWriter, LeavesOutExtremesOfSingleValues) {
  EXPECT_EQ(Print(OnTerminal(80),
                  {Row(2019, "海淀区", 1, 540), Row(2020, "朝阳区", 1, 560)}),
            "INDICATOR: sample.accepted  LEVEL: county  COUNT: 1\n"
            "YEAR  NAME    MEAN VALUE\n"
            "2019  海淀区         540\n"
            "2020  朝阳区         560\n");
}

TEST(TableWriter, NamesWhatItLeavesOutForTheWidth) {
  EXPECT_EQ(Print(OnTerminal(32), TwoRows()),
            "INDICATOR: sample.accepted\n"
            "LEVEL: county\n"
            "YEAR  NAME    COUNT  MEAN VALUE\n"
            "2019  海淀区      2         540\n"
            "2020  朝阳区     12     1,660.5\n"
            "Left out (see --columns): MIN AT\n");
}

TEST(TableWriter, PutsColumnsUnderEachOtherWhereNothingElseFits) {
  EXPECT_EQ(Print(OnTerminal(10), TwoRows()),
            "INDICATOR: …\n"
            "LEVEL: co…\n"
            "YEAR        2019\n"
            "NAME        海淀区\n"
            "COUNT       2\n"
            "MEAN VALUE  540\n"
            "MIN AT      海淀区\n"
            "\n"
            "YEAR        2020\n"
            "NAME        朝阳区\n"
            "COUNT       12\n"
            "MEAN VALUE  1,660.5\n"
            "MIN AT      朝阳区\n");
}

TEST(TableWriter, KeepsColumnsThatWereAskedFor) {
  TableLook look = OnTerminal(70);
  look.keep_columns = true;
  EXPECT_EQ(
      Print(look, {Row(2019, "海淀区", 1, 540), Row(2020, "朝阳区", 1, 560)}),
      "INDICATOR        YEAR  LEVEL   NAME    COUNT  MEAN VALUE  MIN AT\n"
      "sample.accepted  2019  county  海淀区      1         540  海淀区\n"
      "sample.accepted  2020  county  朝阳区      1         560  朝阳区\n");
}

TEST(TableWriter, SpeaksChinese) {
  TableLook look = OnTerminal(80);
  look.language = Language::kChinese;
  EXPECT_EQ(Print(look, TwoRows()),
            "指标: sample.accepted  层级: 县级\n"
            "年份  名称    个数   平均数  最小者\n"
            "2019  海淀区     2      540  海淀区\n"
            "2020  朝阳区    12  1,660.5  朝阳区\n");
}

TEST(TableWriter, ColoursHeadingsAndWarnings) {
  TableLook look = OnTerminal(80);
  look.screen.colour = true;
  std::ostringstream out;
  TableWriter writer(out, {{"a"}, {"b"}, {"c"}}, look);
  Cell warning = Text("2");
  warning.is_warning = true;
  EXPECT_TRUE(writer.Add({{Text("1"), warning, Text("3")}, ""}).ok());
  EXPECT_TRUE(writer.Finish().ok());
  EXPECT_EQ(out.str(),
            "\x1b[1mA  B  C\x1b[0m\n"
            "1  \x1b[33m2\x1b[0m  3\n");
}

TEST(TableWriter, PrintsMarkdown) {
  TableLook look = OnTerminal(10);
  look.markdown = true;
  std::ostringstream out;
  TableWriter writer(out, {{"issuer"}, {"empty"}, {"mean_value", kNumbers}},
                     look);
  EXPECT_TRUE(
      writer.Add({{Text("a|b\n<c> \\ *d*"), Cell(), Number(1234.5)}, ""}).ok());
  EXPECT_TRUE(writer.Add({{Text("海淀"), Cell(), Cell()}, ""}).ok());
  EXPECT_TRUE(writer.Finish().ok());
  EXPECT_EQ(out.str(),
            "| ISSUER | MEAN VALUE |\n"
            "| --- | ---: |\n"
            "| a\\|b<br>\\<c\\> \\\\ \\*d\\* | 1,234.5 |\n"
            "| 海淀 |  |\n");
}

// Each table of a long one finds its own widths and what its rows share.
TEST(TableWriter, CutsLongTables) {
  std::vector<std::vector<Cell>> rows;
  for (size_t i = 0; i < TableWriter::kRowsPerTable; ++i) {
    rows.push_back(Row(2019, i == 0 ? "海淀区" : "朝阳区", 2, 540));
  }
  rows.push_back(Row(2020, "海淀区", 3, 550));
  rows.push_back(Row(2020, "朝阳区", 3, 560));
  const std::string table = Print(OnTerminal(60), rows);
  EXPECT_EQ(table.find("INDICATOR: sample.accepted  YEAR: 2019  LEVEL: county\n"
                       "COUNT: 2  MEAN VALUE: 540\n"
                       "NAME    MIN AT\n"),
            0u);
  EXPECT_NE(table.find("INDICATOR: sample.accepted  YEAR: 2020  LEVEL: county\n"
                       "COUNT: 3\n"
                       "NAME    MEAN VALUE  MIN AT\n"
                       "海淀区         550  海淀区\n"),
            std::string::npos);
}

}  // namespace table_writer_test
}  // namespace nianbao::client
