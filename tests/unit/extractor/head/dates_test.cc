#include "extractor/head/dates.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace {

TEST(DatesTest, FindsYears) {
  const struct {
    const char* text;
    int first, last;
    const char* printed;
  } kCases[] = {
      {"采茶2020年工作", 2020, 2020, "2020年"},
      {"采茶2020年度工作", 2020, 2020, "2020年度"},
      {"采茶二〇二〇年工作", 2020, 2020, "二〇二〇年"},
      {"采茶二○二一年工作", 2021, 2021, "二○二一年"},
      {"2016-2020年采茶", 2016, 2020, "2016-2020年"},
      {"2016—2020年采茶", 2016, 2020, "2016—2020年"},
      {"2016年至2020年采茶", 2016, 2020, "2016年至2020年"},
      {"依《2019年采茶办法》,2021年", 2021, 2021, "2021年"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    const std::u16string text = Normalized(c.text);
    const auto years = FindYears(text);
    ASSERT_TRUE(years.has_value());
    EXPECT_EQ(years->first, c.first);
    EXPECT_EQ(years->last, c.last);
    EXPECT_EQ(text.substr(years->begin, years->end - years->begin),
              Normalized(c.printed));
  }
  EXPECT_EQ(FindYearsInTitles(Normalized("2021年,《2019年采茶办法》"))->last,
            2019);
}

TEST(DatesTest, OthersAreNoYears) {
  for (const char* const text :
       {"", "采茶", "2020件", "12020年", "1200年", "20年", "3年规划"}) {
    EXPECT_FALSE(FindYears(Normalized(text)).has_value()) << text;
  }
  EXPECT_FALSE(FindYearsInTitles(Normalized("2021年采茶")).has_value());
}

TEST(DatesTest, FindsThePublishDate) {
  const struct {
    const char* name;
    const char* text;
    const char* date;
  } kCases[] = {
      {"labelled", "发布日期：2021-03-31\n采茶报告\n正文。", "2021-03-31"},
      {"slashes", "发布时间：2021/3/5 来源：茶园\n正文。", "2021-03-05"},
      {"in words", "发文日期：2021年3月5日\n正文。", "2021-03-05"},
      {"table cell", "| 发布日期 | 2021-03-31 |\n正文。", "2021-03-31"},
      {"signature", "采茶报告\n正文。\n某某茶场\n2021年1月5日\n", "2021-01-05"},
      {"signature in numerals", "正文。\n二〇二一年一月十五日", "2021-01-15"},
      {"label before signature", "发布日期：2021-03-31\n正文。\n2021年1月5日\n",
       "2021-03-31"},
      {"a date in a sentence", "2021年1月5日召开采茶会议。\n正文。", ""},
      {"no such day", "发布日期：2021-13-31\n正文。", ""},
      {"none", "正文。", ""},
      {"empty", "", ""},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(FindPublishDate(Normalized(c.text), 0), c.date) << c.name;
  }
}

}  // namespace
}  // namespace nianbao::extractor
