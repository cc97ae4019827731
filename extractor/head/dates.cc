// Years and days in every form that is printed.
//
// A year is four digits from 1990 to 2099, in any script: 2020, 二〇二〇, and
// also 二O二O with letters, as people type it. A day is year, month and day
// with the same separators (2021-03-31, 2021/3/31, 2021年3月31日), eight digits
// without any, or the day first (31.03.2021). Months and days are Arabic or
// Chinese: 元月, 十二月, 廿五日. The calendar decides at the end: there is no
// 31st of April.
#include "extractor/head/dates.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_format.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// Years that a report of these kinds may speak of.
constexpr int kFirstYear = 1990;
constexpr int kEndOfYears = 2100;
constexpr int kMonths = 12;

// A digit in either script; -1 for none.
int Digit(char16_t c) {
  if (IsDigit(c)) return c - u'0';
  if (IsOneOf(c, u"〇零○OoОоΟο")) return 0;
  return c == u'两' ? -1 : ChineseDigit(c);
}

int DaysOf(int year, int month) {
  constexpr int kDays[kMonths] = {31, 28, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool IsInCalendar(const Day& day) {
  return day.month >= 1 && day.month <= kMonths && day.day >= 1 &&
         day.day <= DaysOf(day.year, day.month);
}

// A month or day, and where it ends.
struct Small {
  int value = 0;
  size_t end = 0;
};

// 1 or 2 Arabic digits.
std::optional<Small> ArabicAt(View text, size_t i) {
  if (!IsDigit(At(text, i))) return std::nullopt;
  Small small{text[i] - u'0', i + 1};
  if (IsDigit(At(text, small.end))) {
    small.value = small.value * 10 + (text[small.end++] - u'0');
  }
  if (IsDigit(At(text, small.end))) return std::nullopt;
  return small;
}

// 五, 十二, 二十, 廿五, 卅一, 〇三; 元 where `month` is wanted.
std::optional<Small> ChineseAt(View text, size_t i, bool month) {
  if (month && At(text, i) == u'元') return Small{1, i + 1};
  int tens = 0, ones = 0;
  size_t end = i;
  if (const int digit = Digit(At(text, end)); digit >= 0) {
    ++end;
    if (At(text, end) == u'十') {
      tens = digit;
      ++end;
    } else if (digit == 0 && Digit(At(text, end)) > 0) {
      ones = Digit(text[end++]);
      return Small{ones, end};
    } else {
      return Small{digit, end};
    }
  } else if (At(text, end) == u'十') {
    tens = 1;
    ++end;
  } else if (At(text, end) == u'廿') {
    tens = 2;
    ++end;
  } else if (At(text, end) == u'卅') {
    tens = 3;
    ++end;
  } else {
    return std::nullopt;
  }
  if (const int digit = Digit(At(text, end)); digit > 0) {
    ones = digit;
    ++end;
  }
  return Small{tens * 10 + ones, end};
}

std::optional<Small> SmallAt(View text, size_t i, bool month) {
  const auto arabic = ArabicAt(text, i);
  return arabic.has_value() ? arabic : ChineseAt(text, i, month);
}

// Eight digits: 20210331.
std::optional<Day> PlainDayAt(View text, size_t i) {
  Day day;
  constexpr size_t kLength = 8;
  for (size_t k = 0; k < kLength; ++k) {
    if (!IsDigit(At(text, i + k))) return std::nullopt;
    const int digit = text[i + k] - u'0';
    int& part = k < 4 ? day.year : k < 6 ? day.month : day.day;
    part = part * 10 + digit;
  }
  day.end = i + kLength;
  if (IsDigit(At(text, day.end)) || day.year < kFirstYear ||
      day.year >= kEndOfYears) {
    return std::nullopt;
  }
  return day;
}

// 31.03.2021.
std::optional<Day> DayFirstAt(View text, size_t i) {
  const auto day = ArabicAt(text, i);
  if (!day.has_value() || !IsOneOf(At(text, day->end), u".-/")) {
    return std::nullopt;
  }
  const auto month = ArabicAt(text, day->end + 1);
  if (!month.has_value() || At(text, month->end) != text[day->end]) {
    return std::nullopt;
  }
  const int year = YearAt(text, month->end + 1);
  if (year == 0) return std::nullopt;
  return Day{year, month->value, day->value, month->end + 5};
}

std::optional<Day> YearFirstAt(View text, size_t i) {
  Day day;
  day.year = YearAt(text, i);
  const char16_t separator = At(text, i + 4);
  if (day.year == 0 || !IsOneOf(separator, u"-/.年")) return std::nullopt;
  const auto month = SmallAt(text, i + 5, true);
  if (!month.has_value()) return std::nullopt;
  const char16_t second = At(text, month->end);
  if (second != (separator == u'年' ? u'月' : separator)) return std::nullopt;
  const auto number = SmallAt(text, month->end + 1, false);
  if (!number.has_value()) return std::nullopt;
  day.month = month->value;
  day.day = number->value;
  day.end = number->end;
  if (separator == u'年') {
    if (!IsOneOf(At(text, day.end), u"日号")) return std::nullopt;
    ++day.end;
  }
  return day;
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
    if (IsOneOf(At(text, end), u"-—~至到") && YearAt(text, end + 1) != 0) {
      range.last = YearAt(text, end + 1);
      end += 5;
    }
    // 2018-2019学年 is of the year in which it ends.
    if (StartsWith(text, end, u"学年")) {
      range.first = range.last;
      ++end;
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

std::string Day::ToString() const {
  return absl::StrFormat("%04d-%02d-%02d", year, month, day);
}

std::optional<Day> DayAt(View text, size_t i) {
  if (i > 0 && Digit(text[i - 1]) >= 0) return std::nullopt;
  for (const auto read : {YearFirstAt, PlainDayAt, DayFirstAt}) {
    const std::optional<Day> day = read(text, i);
    if (day.has_value() && IsInCalendar(*day)) return day;
  }
  return std::nullopt;
}

std::optional<Day> FirstDay(View text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (Digit(text[i]) < 0) continue;
    if (const auto day = DayAt(text, i); day.has_value()) return day;
  }
  return std::nullopt;
}

std::optional<YearRange> FindYears(View text) {
  return FindYearsWhere(text, false);
}

std::optional<YearRange> FindYearsInTitles(View text) {
  return FindYearsWhere(text, true);
}

std::optional<YearRange> FindYearsOfTitle(View title) {
  const std::optional<YearRange> years = FindYears(title);
  // In 2022工作总结和2023年工作思路 the first one is the report's.
  const size_t end = years.has_value() ? years->begin : title.size();
  for (size_t i = 0; i + 4 <= end; ++i) {
    const char16_t before = i > 0 ? title[i - 1] : u'\0';
    // 2015-2020 is the time of a plan, 第2023号 a number.
    if (Digit(before) >= 0 || IsOneOf(before, u"-—~./第")) continue;
    const int year = IsDigit(title[i]) ? YearAt(title, i) : 0;
    const char16_t after = At(title, i + 4);
    if (year == 0 || IsOneOf(after, u"-—~./%号件项名人元家次个户]")) continue;
    // 2025度 for 2025年度.
    return YearRange{year, year, i, i + (after == u'度' ? 5 : 4)};
  }
  return years;
}

std::optional<YearRange> FindYearsOfPlan(View title) {
  const size_t open = title.find(u'(');
  if (open == npos || !ContainsAny(title.substr(open),
                                   {u"落实", u"完成", u"执行", u"实施情况"})) {
    return std::nullopt;
  }
  const int first = YearAt(title, open + 1);
  const int last = YearAt(title, open + 6);
  if (first == 0 || last <= first || !IsOneOf(title[open + 5], u"-—~至")) {
    return std::nullopt;
  }
  return YearRange{first, last, open, std::min(open + 11, title.size())};
}

}  // namespace nianbao::extractor
