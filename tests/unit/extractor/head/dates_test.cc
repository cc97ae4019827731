#include "extractor/head/dates.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace dates_test {

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

TEST(DatesTest, YearsOfTitlesNeedNoWord) {
  const struct {
    const char* title;
    int year;
  } kCases[] = {
      {"清泉县2023采茶报告", 2023},
      {"采茶年度报告(2023)", 2023},
      {"清泉县2025度采茶报告", 2025},
      {"二О二三年采茶报告", 2023},
      {"2022采茶统计", 2022},
      {"采茶年报【2021】", 0},
      {"采茶规划(2015-2020)", 0},
      {"采茶实施方案(2021—2025年)执行报告", 2025},
      {"采茶2023件情况", 0},
      {"第2023号采茶公告", 0},
      {"采茶报告", 0},
  };
  for (const auto& c : kCases) {
    const auto years = FindYearsOfTitle(Normalized(c.title));
    EXPECT_EQ(years.has_value() ? years->last : 0, c.year) << c.title;
  }
}

TEST(DatesTest, ReadsDays) {
  const struct {
    const char* text;
    const char* day;
  } kCases[] = {
      {"2021-03-31", "2021-03-31"},
      {"2021/3/5", "2021-03-05"},
      {"2021.3.5", "2021-03-05"},
      {"2021年3月5日", "2021-03-05"},
      {"2021年3月5号", "2021-03-05"},
      {"2021年元月5日", "2021-01-05"},
      {"20210305", "2021-03-05"},
      {"05.03.2021", "2021-03-05"},
      {"31/12/2021", "2021-12-31"},
      {"二〇二一年三月五日", "2021-03-05"},
      {"二○二一年十二月三十一日", "2021-12-31"},
      {"二〇二一年一月廿五日", "2021-01-25"},
      {"二〇二一年十月卅一日", "2021-10-31"},
      {"二О二一年十月二十日", "2021-10-20"},
      {"2021-03-31T20:27:27", "2021-03-31"},
      {"2020年2月29日", "2020-02-29"},
  };
  for (const auto& c : kCases) {
    const auto day = DayAt(Normalized(c.text), 0);
    EXPECT_EQ(day.has_value() ? day->ToString() : "", c.day) << c.text;
  }
}

TEST(DatesTest, OthersAreNoDays) {
  for (const char* const text :
       {"2023-02-29", "2024-04-31", "2021-13-01", "2021-00-10", "2021年3月",
        "2021年3月32日", "1200-01-01", "20211301", "202103051", "3.5",
        "31.04.2021", "2021-3/5", "第20210305号", ""}) {
    EXPECT_FALSE(DayAt(Normalized(text), 0).has_value()) << text;
  }
  // Within a longer number.
  EXPECT_FALSE(DayAt(u"120210305", 1).has_value());
}

}  // namespace dates_test
}  // namespace nianbao::extractor
