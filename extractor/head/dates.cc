#include "extractor/head/dates.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// A page's labels stand near the top; a signature near the end.
constexpr size_t kHead = 2000;
constexpr size_t kTail = 1500;

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
  return year >= 1990 && year < 2100 && Digit(At(text, i + 4)) < 0 ? year : 0;
}

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

// The date within a few characters after a label.
std::optional<Day> LabelledDay(View head, View label) {
  for (size_t at = head.find(label); at != npos;
       at = head.find(label, at + 1)) {
    // 生成日期, 废止日期 and 生效日期 are no publication.
    if (at >= 2 && View(u"成止效").find(head[at - 1]) != npos) continue;
    size_t i = at + label.size();
    while (View(u":] [|\n()").find(At(head, i)) != npos && i < head.size()) ++i;
    if (i - at > label.size() + 4) continue;
    if (auto date = DayAt(head, i); date.has_value()) return date;
  }
  return std::nullopt;
}

// A date in the two lines above the title or in the few lines below it, where
// pages print date and source.
std::optional<Day> DayNearTitle(View text, size_t title_end) {
  size_t begin = title_end;
  for (int lines = 0; lines < 3 && begin > 0; ++lines) {
    const size_t at = text.rfind(u'\n', begin - 1);
    begin = at == npos ? 0 : at;
  }
  for (int lines = 0; lines < 9 && begin < text.size(); ++lines) {
    if (text[begin] == u'\n') ++begin;
    const size_t end = std::min(text.find(u'\n', begin), text.size());
    const View line = text.substr(begin, end - begin);
    const bool prose = line.size() > 60 || line.find(u'。') != npos ||
                       line.find(u"今天") != npos || line.find(u"星期") != npos;
    for (size_t i = 0; i < line.size() && !prose; ++i) {
      if (i > 0 && Digit(line[i - 1]) >= 0) continue;
      if (const auto date = DayAt(line, i); date.has_value()) return date;
    }
    begin = end;
  }
  return std::nullopt;
}

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
  // The last line that is a date alone signs the report.
  size_t end = text.size();
  const size_t stop = text.size() - std::min(text.size(), kTail);
  while (end > stop) {
    const size_t at = end == 0 ? npos : text.rfind(u'\n', end - 1);
    const size_t begin = at == npos ? 0 : at + 1;
    const View line = text.substr(begin, end - begin);
    for (size_t i = 0; i < line.size() && line.size() <= 60; ++i) {
      if (i > 0 && Digit(line[i - 1]) >= 0) continue;
      const auto date = DayAt(line, i);
      if (date.has_value() && date->end == line.size() &&
          At(line, i + 4) == u'年') {
        return Format(*date);
      }
    }
    if (at == npos) break;
    end = at;
  }
  return "";
}

}  // namespace nianbao::extractor
