#include "client/pdf/page_furniture.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace page_furniture_test {

using Texts = std::vector<std::vector<std::string>>;

Texts Dropped(const Texts& texts) {
  std::vector<Page> pages;
  for (const auto& lines : texts) {
    pages.emplace_back();
    for (const std::string& line : lines)
      pages.back().push_back({.text = line});
  }
  DropFurniture(pages);
  Texts kept;
  for (const Page& page : pages) {
    kept.emplace_back();
    for (const PageLine& line : page) kept.back().push_back(line.text);
  }
  return kept;
}

TEST(PageFurniture, DropsNumbersOfPages) {
  for (const char* form : {"%", "- % -", "— % —", "第 % 页 共 9 页", "%/9"}) {
    Texts pages;
    for (int i = 3; i < 5; ++i) {
      std::string foot = form;
      foot.replace(foot.find('%'), 1, absl::StrCat(i));
      pages.push_back({"甲", "乙", absl::StrCat("丙", i * i), foot});
    }
    EXPECT_EQ(Dropped(pages),
              Texts({{"甲", "乙", "丙9"}, {"甲", "乙", "丙16"}}))
        << form;
  }
}

TEST(PageFurniture, KeepsTheFirstOfARunningHead) {
  EXPECT_EQ(Dropped({{"海淀区年报", "一", "政府办公室"},
                     {"海淀区年报", "二", "政府办公室"},
                     {"海淀区年报", "三", "政府办公室"}}),
            Texts({{"海淀区年报", "一"}, {"二"}, {"三"}}));
}

TEST(PageFurniture, TakesHeadsOfEveryOtherPage) {
  EXPECT_EQ(Dropped({{"左", "一", "a", "b"},
                     {"右", "二", "c", "d"},
                     {"左", "三", "e", "f"},
                     {"右", "四", "g", "h"},
                     {"左", "五", "i", "j"},
                     {"右", "六", "k", "l"}})[4],
            std::vector<std::string>({"五", "i", "j"}));
}

TEST(PageFurniture, LeavesTextAsItIs) {
  const Texts kCases[] = {
      // One page tells nothing.
      {{"标题", "1"}},
      // Rows look alike, but no number of them counts the pages.
      {{"甲", "复议 56 50"}, {"乙", "复议 77 70"}, {"丙", "复议 12 11"}},
      // Twice is not on every page.
      {{"同", "一", "甲", "丁"}, {"同", "二", "乙", "戊"}, {"三", "丙"}},
      // Not at an edge.
      {{"一", "二", "同", "三", "四"},
       {"五", "六", "同", "七", "八"},
       {"九", "十", "同", "百", "千"}},
  };
  for (const Texts& pages : kCases) EXPECT_EQ(Dropped(pages), pages);
  EXPECT_EQ(Dropped({{}, {}}), Texts({{}, {}}));
}

}  // namespace page_furniture_test
}  // namespace nianbao::client
