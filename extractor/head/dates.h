// Years and days as these reports and their pages print them.
#ifndef NIANBAO_EXTRACTOR_HEAD_DATES_H_
#define NIANBAO_EXTRACTOR_HEAD_DATES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nianbao::extractor {

// Years named by a text: 2020年, 2020年度, 2016-2020年, 二〇二〇年.
// Positions are UTF-16 units; `end` is after 年 or 年度.
struct YearRange {
  int first = 0;
  int last = 0;
  size_t begin = 0;
  size_t end = 0;
};

// The first years named outside of titles 《》; nullopt when there are none.
std::optional<YearRange> FindYears(std::u16string_view text);

// The first years named inside a title 《》.
std::optional<YearRange> FindYearsInTitles(std::u16string_view text);

// The years that a title names, also without 年: 2023法治政府建设报告, 2025度,
// 年度报告(2023). Years in the brackets of a plan's name (2015-2020) are none.
std::optional<YearRange> FindYearsOfTitle(std::u16string_view title);

// The years of a plan that a title says was carried out:
// 关于实施纲要(2015-2020)落实完成情况的报告.
std::optional<YearRange> FindYearsOfPlan(std::u16string_view title);

// The year of four digits in any script at `i`; 0 for none.
int YearAt(std::u16string_view text, size_t i);

// A day of the calendar, and where it ends in the text.
struct Day {
  int year = 0, month = 0, day = 0;
  size_t end = 0;

  // YYYY-MM-DD.
  std::string ToString() const;
};

// The day printed at `i`: 2021-03-31, 2021/3/31, 2021.3.31, 2021年3月31日 or
// 号, 二〇二一年三月卅一日, 2021年元月5日, 20210331, 31.03.2021. nullopt for
// none, for days that the calendar does not have, and within a longer number.
std::optional<Day> DayAt(std::u16string_view text, size_t i);

// The first day printed in the text; nullopt for none.
std::optional<Day> FirstDay(std::u16string_view text);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_DATES_H_
