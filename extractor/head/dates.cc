// Years and dates in every form that is printed.
//
// A year is four digits from 1990 to 2099, in any script: 2020, 二〇二〇, and
// also 二O二O with letters, as people type it. A date is year, month and day
// with the same separators: 2021-03-31, 2021/3/31, 2021年3月31日.
//
// Pages hold many dates: today's, those of related articles, those of events.
// That of publication is looked for where it stands most surely: behind a label
// near the top (发布日期: 2021-03-31), in a line without prose around the title
// (2021-03-31 10:22 来源:司法局), and in the last short line that ends
// in a date, which signs the report:
//     金华市教育局
//     2021年3月31日
//
// Each search is linear in a window of 2,000 characters or less.
#include "extractor/head/dates.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Characters in which labels stand: the menus of a page may come before them.
constexpr size_t kHead = 2000;
// Characters from the end in which a signature stands: attachments and the
// page's footer may follow it.
constexpr size_t kTail = 1500;
// Characters of a line that holds a date and no prose.
constexpr size_t kLongestDateLine = 60;
// Years that a report of these kinds may speak of.
constexpr int kFirstYear = 1990;
constexpr int kEndOfYears = 2100;

// A digit in either script; -1 for none.
int Digit(char16_t c) {
  if (IsDigit(c)) return c - u'0';
  if (c == u'〇' || c == u'零' || c == u'O' || c == u'○' || c == u'Ο') return 0;
  return c == u'两' ? -1 : ChineseDigit(c);
}

// A year of four digits at `i`; 0 for none.
int YearAt(View text, size_t i) {
  int year = 0;
  for (size_t k = 0; k < 4; ++k) {
    const int digit = Digit(At(text, i + k));
    if (digit < 0) return 0;
    year = year * 10 + digit;
  }
  return year >= kFirstYear && year < kEndOfYears && Digit(At(text, i + 4)) < 0
             ? year
             : 0;
}

// A date, and where it ends in the text.
struct Day {
  int year = 0, month = 0, day = 0;
  size_t end = 0;
};

// A month or day at `i`, of one or two digits, or in Chinese numerals.
std::optional<std::pair<int, size_t>> SmallNumber(View text, size_t i) {
  if (IsDigit(At(text, i))) {
    int value = text[i] - u'0';
    size_t end = i + 1;
    if (IsDigit(At(text, end))) value = value * 10 + (text[end++] - u'0');
    return std::pair(value, end);
  }
  const std::optional<Number> number = ParseNumber(text, i);
  if (!number.has_value() || number->value.mantissa > 31) return std::nullopt;
  return std::pair(static_cast<int>(number->value.mantissa), number->end);
}

// 2021-03-31, 2021/3/31, 2021年3月31日, 二〇二一年三月三十一日 at `i`.
std::optional<Day> DayAt(View text, size_t i) {
  Day date;
  date.year = YearAt(text, i);
  const char16_t separator = At(text, i + 4);
  if (date.year == 0 || View(u"-/.年").find(separator) == npos) {
    return std::nullopt;
  }
  const auto month = SmallNumber(text, i + 5);
  if (!month.has_value()) return std::nullopt;
  const char16_t second = At(text, month->second);
  if (second != (separator == u'年' ? u'月' : separator)) return std::nullopt;
  const auto day = SmallNumber(text, month->second + 1);
  if (!day.has_value()) return std::nullopt;
  date.month = month->first;
  date.day = day->first;
  date.end = day->second;
  if (separator == u'年') {
    if (At(text, date.end) != u'日') return std::nullopt;
    ++date.end;
  }
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) {
    return std::nullopt;
  }
  return date;
}

std::string Format(const Day& date) {
  return absl::StrFormat("%04d-%02d-%02d", date.year, date.month, date.day);
}

// The date that follows a label, after a colon or the like.
std::optional<Day> LabelledDay(View head, View label) {
  for (size_t at = head.find(label); at != npos;
       at = head.find(label, at + 1)) {
    // 生成日期, 废止日期 and 生效日期 are no publication.
    if (at >= 2 && View(u"成止效").find(head[at - 1]) != npos) continue;
    size_t i = at + label.size();
    while (View(u":] [|\n()").find(At(head, i)) != npos && i < head.size()) ++i;
    // "发布日期 : [" and no more than that.
    constexpr size_t kMostMarks = 4;
    if (i - at > label.size() + kMostMarks) continue;
    if (auto date = DayAt(head, i); date.has_value()) return date;
  }
  return std::nullopt;
}

// A date in the two lines above the title or in the few lines below it, where
// pages print date and source.
std::optional<Day> DayNearTitle(View text, size_t title_end) {
  // The title's own line, two above and six below: sites put subtitle, document
  // number, source and date there.
  constexpr int kLinesUp = 3;
  constexpr int kLinesDown = 9;
  size_t begin = title_end;
  for (int lines = 0; lines < kLinesUp && begin > 0; ++lines) {
    const size_t at = text.rfind(u'\n', begin - 1);
    begin = at == npos ? 0 : at;
  }
  for (int lines = 0; lines < kLinesDown && begin < text.size(); ++lines) {
    if (text[begin] == u'\n') ++begin;
    const size_t end = std::min(text.find(u'\n', begin), text.size());
    const View line = text.substr(begin, end - begin);
    const bool prose = line.size() > kLongestDateLine ||
                       line.find(u'。') != npos || line.find(u"今天") != npos ||
                       line.find(u"星期") != npos;
    for (size_t i = 0; i < line.size() && !prose; ++i) {
      if (i > 0 && Digit(line[i - 1]) >= 0) continue;
      if (const auto date = DayAt(line, i); date.has_value()) return date;
    }
    begin = end;
  }
  return std::nullopt;
}

// The date that a line ends in, written with 年; nullopt for none, and for a
// line of prose.
std::optional<Day> DayAtEndOf(View line) {
  for (size_t i = 0; i < line.size() && line.size() <= kLongestDateLine; ++i) {
    if (i > 0 && Digit(line[i - 1]) >= 0) continue;
    const auto date = DayAt(line, i);
    if (date.has_value() && date->end == line.size() &&
        At(line, i + 4) == u'年') {
      return date;
    }
  }
  return std::nullopt;
}

// The date that signs the report: of the last line that ends in one.
std::optional<Day> SigningDay(View text) {
  size_t end = text.size();
  const size_t stop = text.size() - std::min(text.size(), kTail);
  while (end > stop) {
    const size_t at = text.rfind(u'\n', end - 1);
    const size_t begin = at == npos ? 0 : at + 1;
    const auto date = DayAtEndOf(text.substr(begin, end - begin));
    if (date.has_value() || at == npos) return date;
    end = at;
  }
  return std::nullopt;
}

// The first years named inside titles 《》, or outside of them.
std::optional<YearRange> FindYearsWhere(View text, bool wanted_in_title) {
  bool in_title = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == u'《') in_title = true;
    if (text[i] == u'》') in_title = false;
    if (in_title != wanted_in_title || Digit(text[i]) < 0 ||
        (i > 0 && Digit(text[i - 1]) >= 0)) {
      continue;
    }
    YearRange range;
    range.first = range.last = YearAt(text, i);
    if (range.first == 0) continue;
    range.begin = i;
    size_t end = i + 4;
    // 2016年-2020年.
    if (At(text, end) == u'年' && YearAt(text, end + 2) != 0) ++end;
    if (View(u"-—~至到").find(At(text, end)) != npos &&
        YearAt(text, end + 1) != 0) {
      range.last = YearAt(text, end + 1);
      end += 5;
    }
    if (At(text, end) != u'年') continue;
    ++end;
    if (At(text, end) == u'度') ++end;
    range.end = end;
    return range;
  }
  return std::nullopt;
}

}  // namespace

std::optional<YearRange> FindYears(View text) {
  return FindYearsWhere(text, false);
}

std::optional<YearRange> FindYearsInTitles(View text) {
  return FindYearsWhere(text, true);
}

std::string FindPublishDate(View text, size_t title_end) {
  const View head = text.substr(0, kHead);
  for (View label : {u"发布日期", u"发布时间", u"公开日期", u"发文日期",
                     u"日期", u"时间", u"成文日期"}) {
    if (const auto date = LabelledDay(head, label); date.has_value()) {
      return Format(*date);
    }
  }
  if (title_end > 0) {
    const std::optional<Day> date = DayNearTitle(text, title_end);
    if (date.has_value()) return Format(*date);
  }
  const std::optional<Day> signed_on = SigningDay(text);
  return signed_on.has_value() ? Format(*signed_on) : "";
}

}  // namespace nianbao::extractor
