// What cells say once their headers are read, and that they keep their places.
#include "extractor/tables/table_sentences.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/tables/text_tables.h"
#include "extractor/text/utf16.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace table_sentences_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

NormalizedText SpellOut(const std::string& document) {
  NormalizedText text = Normalize(document, TestConversion()).value();
  SpellOutTables(FindTextTables(document), TestLexicon().unit_trie, text);
  return text;
}

// The sentences of the cells; those of a class of a breakdown begin with *.
std::vector<std::string> Sentences(const std::string& document) {
  const NormalizedText text = SpellOut(document);
  std::vector<std::string> sentences;
  for (const CellSentence& cell : text.cells) {
    sentences.push_back(absl::StrCat(
        cell.part ? "*" : "",
        ToUtf8(text.text.substr(cell.begin, cell.end - cell.begin))));
  }
  return sentences;
}

TEST(TableSentencesTest, YearsAreNumbersWhereTheTableCounts) {
  // Below a number; below a header, right of a label with the unit.
  EXPECT_THAT(Sentences("单位：件\n项目\t春\t夏\n采茶\t40\t45\n"
                        "制茶\t2001\t1992\n品茶\t1998\t6\n"),
              ElementsAre("采茶春40件。", "采茶夏45件。", "制茶春2001件。",
                          "制茶夏1992件。", "品茶春1998件。", "品茶夏6件。"));
  EXPECT_THAT(Sentences("项目\t数量\n采茶（件）\t1992\n制茶（件）\t3\n"),
              ElementsAre("采茶数量1992件。", "制茶数量3件。"));
  // Headers, at the top and of a block further down; labels on the left.
  EXPECT_THAT(Sentences("项目（件）\t2021\t2022\n采茶\t45\t52\n"),
              ElementsAre("2021年采茶45件。", "2022年采茶52件。"));
  EXPECT_THAT(Sentences("项目（件）\t2021\n采茶\t45\n乡镇\n"
                        "项目（件）\t2022\n采茶\t7\n"),
              ElementsAre("2021年采茶45件。", "2022年采茶7件。"));
  EXPECT_THAT(Sentences("年份\t采茶(件)\n2021\t45\n2022\t52\n"),
              ElementsAre("2021年采茶45件。", "2022年采茶52件。"));
}

TEST(TableSentencesTest, TakesUnitsFromWhereTheyStand) {
  // In the brackets of a header.
  EXPECT_THAT(Sentences("采茶(件)\t罚没(万元)\n1245\t325.6\n"),
              ElementsAre("采茶1245件。", "罚没325.6万元。"));
  // In brackets of the label.
  EXPECT_THAT(Sentences("项目\t数量\n采茶（人次）\t12\n"),
              ElementsAre("采茶数量12人次。"));
  // In a column.
  EXPECT_THAT(Sentences("项目\t单位\t数量\n采茶\t件\t46\n制茶\t万元\t3\n"),
              ElementsAre("采茶数量46件。", "制茶数量3万元。"));
  EXPECT_THAT(Sentences("采茶\t46\t件\n制茶\t3\t场\n"),
              ElementsAre("采茶46件。", "制茶3场。"));
  // Above the table, or in it.
  EXPECT_THAT(Sentences("单位：件\n类\t绿茶\t红茶\n采茶\t3\t4\n"),
              ElementsAre("采茶绿茶3件。", "采茶红茶4件。"));
  EXPECT_THAT(Sentences("单位：件\t绿茶\t红茶\n采茶\t3\t4\n"),
              ElementsAre("采茶绿茶3件。", "采茶红茶4件。"));
  // In the cell itself.
  EXPECT_THAT(Sentences("类\t绿茶\n采茶\t75件\n"),
              ElementsAre("采茶绿茶75件。"));
  // The column knows better than the row.
  EXPECT_THAT(Sentences("项目\t今春\t同比增长\n采茶(万元)\t12\t8.4\n"),
              ElementsAre("采茶今春12万元。", "采茶同比增长8.4%。"));
  // Said by a noun, before what is said of the whole table.
  EXPECT_THAT(Sentences("单位：件\n类\t参加人数\t占比\n采茶\t3\t12.5\n"),
              ElementsAre("采茶参加人数3人。", "采茶占比12.5%。"));
}

TEST(TableSentencesTest, ReadsHeadersOfSeveralRows) {
  EXPECT_THAT(
      Sentences("项目|绿茶(件)||红茶(件)|\n|采|制|采|制\n春季|1|2|3|4\n"),
      ElementsAre("春季绿茶采1件。", "春季绿茶制2件。", "春季红茶采3件。",
                  "春季红茶制4件。"));
  EXPECT_THAT(
      Sentences("茶|项目|数量(件)\n绿茶|采|45\n|制|36\n红茶|采|7\n"),
      ElementsAre("绿茶采数量45件。", "绿茶制数量36件。", "红茶采数量7件。"));
}

TEST(TableSentencesTest, YearsComeFirst) {
  EXPECT_THAT(Sentences("项目（件）\t2021年\t2022年\n采茶\t45\t52\n"),
              ElementsAre("2021年采茶45件。", "2022年采茶52件。"));
  EXPECT_THAT(Sentences("单位：件\n项目\t2021\t2022\n采茶\t45\t52\n"),
              ElementsAre("2021年采茶45件。", "2022年采茶52件。"));
  EXPECT_THAT(Sentences("年份\t采茶(件)\n2021\t45\n2022\t52\n"),
              ElementsAre("2021年采茶45件。", "2022年采茶52件。"));
}

TEST(TableSentencesTest, TablesLieOnTheirSide) {
  EXPECT_THAT(
      Sentences(
          "项目\t采茶\t制茶\n数量(件)\t75\t16\n占总数比例\t49.66%\t10.59%\n"),
      ElementsAre("采茶数量75件。", "制茶数量16件。", "采茶占总数比例49.66%。",
                  "制茶占总数比例10.59%。"));
  EXPECT_THAT(
      Sentences("采茶\t45件\t制茶\t36件\n卖茶\t4件\t喝茶\t3件\n"),
      ElementsAre("采茶45件。", "制茶36件。", "卖茶4件。", "喝茶3件。"));
}

TEST(TableSentencesTest, ClassesOfABreakdownAreParts) {
  EXPECT_THAT(
      Sentences("案件类型\t数量(件)\n采茶\t45\n制茶\t36\n合计\t81\n"),
      ElementsAre("*采茶数量45件。", "*制茶数量36件。", "合计数量81件。"));
  EXPECT_THAT(
      Sentences("申请事项\t采茶\t制茶\t合计\n数量\t5件\t6件\t11件\n"),
      ElementsAre("*采茶数量5件。", "*制茶数量6件。", "数量合计11件。"));
  EXPECT_THAT(Sentences("被申请人\t件数\n茶局\t45\n"),
              ElementsAre("*茶局件数45件。"));
  EXPECT_THAT(Sentences("项目\t件数\n采茶\t45\n"),
              ElementsAre("采茶件数45件。"));
  EXPECT_THAT(Sentences("指标\t件数\n采茶\t45\n"),
              ElementsAre("采茶件数45件。"));
  EXPECT_THAT(Sentences("结案方式\t件数\n维持\t45\n"),
              ElementsAre("维持件数45件。"));
}

TEST(TableSentencesTest, PutsTheTitleBefore) {
  EXPECT_THAT(Sentences("2022年采茶情况统计表\n单位：件\n项目\t春\n采\t3\n"),
              ElementsAre("2022年采茶情况统计表,采春3件。"));
  // Prose is no title.
  EXPECT_THAT(Sentences("采茶情况见下表。\n单位：件\n项目\t春\n采\t3\n"),
              ElementsAre("采春3件。"));
}

TEST(TableSentencesTest, NumbersOfRowsAndMarksAreNone) {
  EXPECT_THAT(Sentences("序号\t项目\t数量(件)\n1\t采茶\t45\n2\t制茶\t—\n"),
              ElementsAre("采茶数量45件。"));
  EXPECT_THAT(Sentences("1\t采茶\t45件\n2\t制茶\t36件\n"),
              ElementsAre("采茶45件。", "制茶36件。"));
}

TEST(TableSentencesTest, OtherTablesStay) {
  for (const char* text : {
           "姓名\t电话\n茶农\t87654321\n",
           "茶区\t负责人\n东山\t张三\n西山\t李四\n",
           "索引号\tCA-2022-1\n发布机构\t茶局\n",
           "采茶\n制茶\n",
       }) {
    EXPECT_THAT(Sentences(text), IsEmpty()) << text;
    EXPECT_EQ(SpellOut(text).text, Normalized(text));
  }
}

TEST(TableSentencesTest, KeepsWhatStandsBesideTheFigures) {
  const std::string text =
      "前言。\n项目\t数量(件)\t备注\n采茶\t45\t比上年多3件\n后记。\n";
  EXPECT_EQ(ToUtf8(SpellOut(text).text),
            "前言。\n项目数量(件)备注\n采茶数量45件。\n比上年多3件\n后记。\n");
}

TEST(TableSentencesTest, UnitsKeepTheirPlaces) {
  const std::string document =
      "單位：件\n類\t綠茶\t紅茶\n採茶\t１２\t4\n制茶\t5\t6\n";
  const NormalizedText text = SpellOut(document);
  ASSERT_EQ(text.cells.size(), 4u);
  ASSERT_EQ(text.offsets.size(), text.text.size() + 1);
  const auto cut = [&](const v1::Span& span) {
    return document.substr(span.begin(), span.end() - span.begin());
  };
  const CellSentence& first = text.cells[0];
  EXPECT_EQ(cut(text.Original(first.cell_begin, first.cell_end)), "１２");
  std::vector<std::string> headers;
  for (const v1::Span& span : first.headers) headers.push_back(cut(span));
  EXPECT_THAT(headers, ElementsAre("採茶", "綠茶"));
}

// Through the whole pipeline: value, unit, indicator, and evidence that shows
// cell and headers.
TEST(TableSentencesTest, FiguresOfCellsHaveEvidence) {
  const std::string document =
      "青田县人民政府2022年法治政府建设年度报告\n一、行政复议\n"
      "项目\t单位\t2022年\n行政复议受理\t件\t46\n";
  const v1::Report report = Extract(document).value();
  ASSERT_EQ(report.observations_size(), 1);
  const v1::Observation& o = report.observations(0);
  EXPECT_EQ(o.quantity().value(), 46);
  EXPECT_EQ(o.quantity().unit(), "件");
  EXPECT_EQ(o.quantity().text(), "46");
  EXPECT_EQ(o.year(), 2022);
  EXPECT_EQ(o.indicator(), "indicators/reconsideration.accepted");
  const v1::Evidence& evidence = o.evidence();
  EXPECT_EQ(document.substr(evidence.span().begin(), 2), "46");
  EXPECT_EQ(evidence.sentence(), "2022年 | 行政复议受理 | 件: 46");
  EXPECT_EQ(evidence.sentence().substr(evidence.figure().begin(), 2), "46");
  EXPECT_EQ(evidence.figure_utf16().end() - evidence.figure_utf16().begin(), 2);
  EXPECT_EQ(evidence.section(), "一、");
}

TEST(TableSentencesTest, HeadersOpenNoSections) {
  const v1::Report report =
      Extract("一、采茶\n项目\t数量(件)\n二、制茶\t45\n(一)卖茶\t36\n").value();
  EXPECT_EQ(report.sections_size(), 1);
  EXPECT_EQ(report.observations_size(), 2);
}

}  // namespace table_sentences_test
}  // namespace nianbao::extractor
