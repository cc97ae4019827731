// Years and dates as these reports and their pages print them.
#ifndef NIANBAO_EXTRACTOR_HEAD_DATES_H_
#define NIANBAO_EXTRACTOR_HEAD_DATES_H_

#include <optional>
#include <string>
#include <string_view>

namespace nianbao::extractor {

// Years named by a text: 2020年, 2020年度, 2016-2020年, 二〇二〇年. Positions
// are UTF-16 units; `end` is after 年 or 年度.
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

// The date of publication as YYYY-MM-DD: the labelled one (发布日期: …), else
// one that stands in a line near the title, which ends at `title_end` (0 for
// none), else the date that signs the report; empty when there is none.
std::string FindPublishDate(std::u16string_view text, size_t title_end);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_DATES_H_
