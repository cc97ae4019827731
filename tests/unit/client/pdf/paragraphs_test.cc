#include "client/pdf/paragraphs.h"

#include "gtest/gtest.h"

namespace nianbao::client {
namespace paragraphs_test {

// A line of 12 points' height between these margins.
PageLine At(double top, double left, double right, const std::string& text) {
  return {
      .text = text,
      .box = {.left = left, .top = top, .right = right, .bottom = top + 12}};
}

TEST(Paragraphs, JoinsWhatALineBroke) {
  EXPECT_EQ(
      ParagraphsOf({{At(0, 84, 500, "受理行政复议"), At(20, 60, 490, "申请214"),
                     At(40, 60, 200, "件。"), At(60, 84, 300, "办结180件")}}),
      "受理行政复议申请214件。\n办结180件\n");
}

TEST(Paragraphs, KeepsBreaksThatMayBeMeant) {
  const struct {
    const char* what;
    PageLine first;
    PageLine second;
  } kCases[] = {
      {"a sentence ends", At(20, 60, 500, "一。"), At(40, 60, 300, "二")},
      {"the line is not full", At(20, 60, 470, "一"), At(40, 60, 300, "二")},
      {"the next is indented", At(20, 60, 500, "一"), At(40, 84, 300, "二")},
      {"the next is far below", At(20, 60, 500, "一"), At(80, 60, 300, "二")},
      {"the next is larger",
       At(20, 60, 500, "一"),
       {.text = "二",
        .box = {.left = 60, .top = 40, .right = 300, .bottom = 60}}},
  };
  for (const auto& c : kCases) {
    // A line on the page tells where the margins are.
    EXPECT_EQ(ParagraphsOf({{At(0, 60, 500, "边。"), c.first, c.second}}),
              "边。\n" + c.first.text + "\n二\n")
        << c.what;
  }
}

TEST(Paragraphs, LeavesColumnsAlone) {
  PageLine row = At(20, 60, 500, "受理   56");
  row.has_columns = true;
  EXPECT_EQ(
      ParagraphsOf({{At(0, 60, 500, "项目"), row, At(40, 60, 500, "审结")}}),
      "项目\n受理   56\n审结\n");
}

// As a browser prints them.
TEST(Paragraphs, TakesNoMarginsFromHeadAndFoot) {
  EXPECT_EQ(ParagraphsOf({{At(0, 20, 580, "2021/3/30"), At(40, 84, 500, "受理"),
                           At(60, 60, 500, "案件"), At(80, 60, 300, "56件。"),
                           At(820, 20, 580, "https://a.test")}}),
            "2021/3/30\n受理案件56件。\nhttps://a.test\n");
}

TEST(Paragraphs, GoesOnOverPages) {
  Page page;
  for (int i = 0; i < 4; ++i) page.push_back(At(20 * i, 60, 500, "文。"));
  page.push_back(At(700, 60, 500, "受理"));
  page.push_back(At(720, 60, 500, "案件 by"));
  const Page next = {At(40, 60, 300, "courts")};
  EXPECT_EQ(ParagraphsOf({page, {}, next}),
            "文。\n文。\n文。\n文。\n受理案件 by \f\fcourts\n");
  // A title page does not.
  EXPECT_EQ(ParagraphsOf({{At(300, 60, 500, "标题")}, next}),
            "标题\n\fcourts\n");
  EXPECT_EQ(ParagraphsOf({}), "");
}

}  // namespace paragraphs_test
}  // namespace nianbao::client
