#include "client/pdf/page_lines.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace page_lines_test {

// A piece of 12 points' height; a character is 12 wide, one of ASCII 6.
Piece At(double left, double top, const std::string& text, double right) {
  return {
      .text = text,
      .box = {.left = left, .top = top, .right = right, .bottom = top + 12}};
}

std::vector<std::string> Texts(const Page& page) {
  std::vector<std::string> texts;
  for (const PageLine& line : page) texts.push_back(line.text);
  return texts;
}

TEST(PageLines, SortsPieces) {
  EXPECT_THAT(Texts(LinesOf({At(10, 50, "三", 22), At(22, 20, "二", 34),
                             At(10, 20, "一", 22)})),
              testing::ElementsAre("一二", "三"));
  EXPECT_TRUE(LinesOf({}).empty());
  EXPECT_TRUE(LinesOf({At(10, 20, " ", 16)}).empty());
}

TEST(PageLines, PutsBlanksWhereWordsAndColumnsAreApart) {
  const struct {
    Piece second;
    const char* text;
    bool has_columns;
  } kCases[] = {
      {At(22, 20, "件", 34), "56件", false},
      // Filled lines and numbers have gaps; they are no words.
      {At(27, 20, "件", 39), "56件", false},
      {At(27, 20, "per", 45), "56 per", false},
      {At(40, 20, "件", 52), "56   件", true},
      {At(40, 20, "78", 52), "56   78", true},
  };
  for (const auto& c : kCases) {
    const Page page = LinesOf({At(10, 20, "56", 22), c.second});
    ASSERT_EQ(page.size(), 1u);
    EXPECT_EQ(page[0].text, c.text);
    EXPECT_EQ(page[0].has_columns, c.has_columns) << c.text;
  }
}

TEST(PageLines, KeepsRaisedDigitsInTheirLine) {
  const Piece raised = {
      .text = "2", .box = {.left = 34, .top = 17, .right = 38, .bottom = 24}};
  EXPECT_THAT(Texts(LinesOf({At(10, 20, "56m", 34), raised,
                             At(38, 20, "绿地", 62), At(10, 36, "下", 22)})),
              testing::ElementsAre("56m2绿地", "下"));
}

}  // namespace page_lines_test
}  // namespace nianbao::client
