// Which year a figure is of, when a sentence names several.
//
// A figure is of the report's year unless its sentence says otherwise. A year
// that is named holds for the figures after it, until another one is, and one
// in brackets until they close:
//     2019年受理30件,审结28件,2020年受理41件(2018年为25件),审结39件。
// Some years say something else and are passed over: what a figure is compared
// with (较2019年的23.5%下降), the name of a thing (落实2019年工作要点), a limit
// (2025年底前), a beginning (2016年以来). From one year to another is the whole
// time that the report looks back on (2016年至2020年共受理500件), and so of the
// report's year. Years before a list of figures give each its own:
//     2019年、2020年、2021年分别受理20件、30件、40件
//     2019-2021年受理案件分别为20件、30件和40件
// 上年 and 去年 are the year before the report's, unless they are what a change
// is measured against (较上年), or began what goes on (去年以来), or handed
// over what is there now (上年结转). A year after the report's makes a plan of
// a level, unless a day says that it is past (截至2023年3月15日).
//
// Each figure looks at the words since the figure before it: linear.
#include "extractor/figures/years.h"

#include <algorithm>
#include <cstdlib>

#include "extractor/text/number.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// A report tells of so many years back; an older year names a law or a plan.
constexpr int kMostYearsBack = 10;
// Characters of "2020年".
constexpr size_t kYearLength = 5;
// Characters of "12月31日起".
constexpr size_t kLongestDay = 7;

// A year at `i`; one before 2000 must say so: 1995年.
bool IsYearNumber(View text, size_t i) {
  const int year = PrintedYear(text, i);
  return year >= 2000 || (year > 0 && At(text, i + 4) == u'年');
}

// 2020年, and 2023总共 where a clause begins with it.
bool IsYear(View text, size_t i) {
  return IsYearNumber(text, i) &&
         (At(text, i + 4) == u'年' || ((i == 0 || IsClauseEnd(text[i - 1])) &&
                                       IsOneOf(At(text, i + 4), u"总全共累")));
}

// True when the words after a year say that it is no time of the figure: a
// limit, 2025年底前; a beginning, 2016年以来, 2016年起; a range, 2016年-2020年.
bool SaysNoTime(View after) {
  const size_t past = after.find(u'前');
  if (past != npos && past <= 6 && !Contains(after.substr(0, past), u",")) {
    return true;
  }
  return StartsWithAny(after, {u"以来", u"至今", u"开始", u"-", u"—"}) ||
         (At(after, 0) == u'起' && At(after, 1) != u'草');
}

// What follows 上年 says that something is there from it: 上年结转, 上年度遗留.
bool HandsOver(View after) {
  if (StartsWith(after, 0, u"度")) after.remove_prefix(1);
  return StartsWithAny(after, {u"结转", u"转结", u"转入", u"遗留", u"以来",
                               u"未结", u"未审结", u"移交"});
}

// 2016年至2020年, at the second year, which begins at `i`.
bool EndsRange(View text, size_t begin, size_t i) {
  return i >= begin + 2 && IsOneOf(text[i - 1], u"至到") &&
         text[i - 2] == u'年' && i >= begin + 2 + 4 && IsYear(text, i - 6);
}

// A year that text[begin, end) names.
struct NamedYear {
  // 0 where a stretch of years was named, which is none.
  int year = 0;
  // A day of it was named, 3月15日.
  bool day = false;
  // The first year of a stretch.
  int first = 0;
};

// The last year named in text[begin, end) that says when a figure was so, not
// what it is compared with or what a document is called.
std::optional<NamedYear> LastYear(View text, size_t begin, size_t end) {
  // Characters after a year in which it is told what it says.
  constexpr size_t kAfterYear = 9;
  if (end < begin + kYearLength) return std::nullopt;
  for (size_t i = end - 4; i-- > begin;) {
    if (!IsYear(text, i)) continue;
    const char16_t before = i > 0 ? text[i - 1] : u'\0';
    // 2019年工作 inside a clause names a thing, not the time of the figure.
    if (i > begin && !IsClauseEnd(before) &&
        !IsOneOf(before, u"在由从到至、(争划止中】") &&
        !(i + kYearLength + 1 == end && text[end - 1] == u'为')) {
      continue;
    }
    const size_t after = i + kYearLength;
    const View said = text.substr(after, std::min(kAfterYear, end - after));
    if (SaysNoTime(said) || HandsOver(said)) continue;
    // 2022年度考评优秀;… is over.
    const bool calls = At(said, 0) == u'度';
    if (calls && Contains(text.substr(after, end - after), u";")) continue;
    if (EndsRange(text, begin, i))
      return NamedYear{.first = PrintedYear(text, i - 6)};
    const size_t month = said.find(u'月');
    const bool day = month != npos && month <= 2 &&
                     IsOneOf(At(said, said.find_first_of(u"日号")), u"日号");
    return NamedYear{.year = PrintedYear(text, i), .day = day};
  }
  return std::nullopt;
}

// The years that a list of figures may be dealt out over: 2019年、2020年,
// 2019-2021年, 近三年.
std::vector<int> YearsOf(View words, int report_year) {
  std::vector<int> years;
  size_t last_end = npos;
  for (size_t i = 0; i + 4 <= words.size(); ++i) {
    if (!IsYearNumber(words, i)) continue;
    const int year = PrintedYear(words, i);
    const bool range = last_end != npos && i == last_end + 1 &&
                       IsOneOf(words[last_end], u"-—~至到") &&
                       year > years.back() && year <= years.back() + 10;
    while (range && years.back() + 1 < year) years.push_back(years.back() + 1);
    years.push_back(year);
    last_end = i + (At(words, i + 4) == u'年' ? kYearLength : 4);
    i += 3;
  }
  if (!years.empty() || report_year == 0) return years;
  constexpr View kTwoToFive = u"两三四五";
  for (View near : {u"近", u"过去"}) {
    const size_t at = words.rfind(near);
    if (at == npos || At(words, at + near.size() + 1) != u'年') continue;
    const size_t n = kTwoToFive.find(words[at + near.size()]);
    if (n == npos) continue;
    for (size_t k = n + 2; k-- > 0;) {
      years.push_back(report_year - static_cast<int>(k));
    }
    break;
  }
  return years;
}

// 由2022年的8.4%升至33.1%: what came of a change is of the report's year.
bool IsResult(View left) {
  return EndsWithAny(left, {u"升至", u"增至", u"降至", u"减至", u"高到",
                            u"升到", u"加到", u"降到"});
}

// What follows 去年 says that it began then: 去年8月1日起, 去年7月…,至今.
bool Begins(View after) {
  const View clause = after.substr(0, after.find(u','));
  return (clause.size() <= kLongestDay && EndsWith(clause, u"起")) ||
         Contains(clause, u"以来") || Contains(after, u"至今");
}

// What stands at `at` is in brackets that have closed since.
bool IsInClosedBracket(View text, size_t at) {
  const size_t close = text.find(u')', at);
  return close != npos && text.substr(at, close - at).find(u'(') == npos;
}

}  // namespace

// 2019年、2020年、2021年分别受理20件、30件、40件: a year for each figure.
void YearReader::NameListedYears(const FigureWords& words) {
  if (words.reading.continues) {
    ++next_listed_;
    return;
  }
  listed_years_.clear();
  next_listed_ = 0;
  const View since = words.Since();
  if (!Contains(since, u"分别") && !Contains(since, u"依次")) return;
  listed_years_ = YearsOf(since, report_year_);
  if (listed_years_.size() < 2) listed_years_.clear();
}

// 去年受理30件,居全市首位;今年受理40件: such a year is named, too, unless it is
// a base (去年的30件) or handed something over (上年结转).
void YearReader::NameYearByToday(const FigureWords& words, size_t from) {
  if (report_year_ == 0) return;
  const size_t end = words.reading.figure.begin;
  for (size_t i = end; i-- > from;) {
    const bool last = StartsWith(words.text, i, u"去年") ||
                      StartsWith(words.text, i, u"上年");
    if (!last && !StartsWith(words.text, i, u"今年")) continue;
    const char16_t before = i > from ? words.text[i - 1] : u'\0';
    const View after =
        words.text.substr(i + 2, std::min<size_t>(4, end - i - 2));
    if (IsOneOf(before, u"较比与同是和转") || HandsOver(after) ||
        StartsWith(after, 0, u"的") || StartsWith(after, 0, u"同期") ||
        Begins(words.text.substr(i + 2, end - i - 2))) {
      return;
    }
    const int today = std::max(told_year_, report_year_);
    const bool by_account = StartsWith(words.text, i, u"上年");
    named_ = !last ? today : (by_account ? report_year_ : today) - 1;
    named_for_part_ = true;
    day_ = false;
    return;
  }
}

// Follows the years named up to the figure, through brackets.
void YearReader::NameYear(const FigureWords& words) {
  if (words.previous == nullptr) {
    named_.reset();
    outside_.reset();
    named_for_part_ = false;
    day_ = false;
    range_first_ = 0;
    next_year_ = false;
  }
  const View text = words.text;
  const size_t end = words.reading.figure.begin;
  size_t from = words.SinceBegin();
  // 去年排名第3;… holds for its part of the sentence, as do 2021年排名第3;… and
  // 延至明年;…
  const View since = words.Since();
  const size_t part = since.rfind(u';');
  if (part != npos && !Contains(since.substr(part), u"当年")) {
    if (named_for_part_) named_.reset();
    named_for_part_ = false;
    next_year_ = false;
  }
  const auto name = [&](size_t to) {
    const auto named = LastYear(text, from, to);
    if (!named.has_value()) return;
    day_ = named->day;
    named_for_part_ = named->year != report_year_;
    range_first_ = named->first;
    named_.reset();
    if (named->year > 0) named_ = named->year;
  };
  for (size_t i = from; i < end; ++i) {
    if (text[i] == u'(') {
      name(i);
      outside_ = named_;
      from = i;
    } else if (text[i] == u')') {
      named_ = outside_;
      from = i + 1;
    }
  }
  name(end);
  NameYearByToday(words, from);
  NameListedYears(words);
  const View said = part == npos ? since : since.substr(part);
  for (View next : {u"明年", u"下一年", u"下年"}) {
    next_year_ |= Contains(said, next) && !CarriesOver(said);
  }
}

// 今年 in an account that was written in the year after the report's.
bool YearReader::SpeaksOfToday(const FigureWords& words) const {
  return told_year_ > report_year_ && Contains(words.Since(), u"今年");
}

// 上年为1103件, 去年的25件, 前年: how many years before the report's;
// nullopt for none. Not 较上年增长5%, nor 上年结转3件, which were on hand this
// year.
std::optional<int> YearReader::YearsBefore(const FigureWords& words) const {
  if (report_year_ == 0 || words.reading.kind == v1::KIND_CHANGE) {
    return std::nullopt;
  }
  const View left = words.Left();
  for (View earlier : {u"上一年", u"上年", u"去年", u"前年"}) {
    const size_t at = left.rfind(earlier);
    if (at == npos || IsInClosedBracket(left, at) ||
        Begins(left.substr(at + earlier.size()))) {
      continue;
    }
    const char16_t before = at > 0 ? left[at - 1] : u'\0';
    const bool of_this_year = HandsOver(left.substr(at + earlier.size()));
    const bool of_base = EndsWith(left, u"的");
    if (!of_this_year && (of_base || !IsOneOf(before, u"较比与同是转"))) {
      if (earlier == u"前年") return 2;
      // Who writes in the year after calls the report's year 去年.
      return earlier == u"去年" && told_year_ > report_year_
                 ? 1 - (told_year_ - report_year_)
                 : 1;
    }
  }
  return std::nullopt;
}

// 与2021年同期收案1364件相比, 与上年的受理率87.9%基本持平: the year of the
// words that the figure closes a comparison with; nullopt for none.
std::optional<int> YearReader::BaseOfWords(const FigureWords& words) const {
  const View after = words.text.substr(words.reading.figure.end, 4);
  if (!StartsWithAny(after, {u"相比", u"比较", u"持平", u"基本持平"})) {
    return std::nullopt;
  }
  const View left = words.Left();
  const size_t at = left.find_last_of(u"与和");
  if (at == npos) return std::nullopt;
  const View base = left.substr(at + 1);
  if (IsYearNumber(left, at + 1)) return PrintedYear(left, at + 1);
  if (report_year_ > 0 && StartsWithAny(base, {u"上一年", u"上年", u"去年"})) {
    return report_year_ - 1;
  }
  return std::nullopt;
}

// 较2019年的23.5%下降, 与2017年的440件持平, 较上一年度285件增长30%: what the
// figure before is compared with.
std::optional<int> YearReader::ComparedYear(const FigureWords& words) const {
  View left = words.Left();
  if (words.reading.kind != v1::KIND_LEVEL) return std::nullopt;
  for (View tail : {u"的", u"同期", u"度"}) {
    if (EndsWith(left, tail)) left.remove_suffix(tail.size());
  }
  const auto compared = [](char16_t before) {
    return IsOneOf(before, u"较比与同和是");
  };
  for (View last_year : {u"上一年", u"上年", u"去年"}) {
    if (!EndsWith(left, last_year)) continue;
    const size_t at = left.size() - last_year.size();
    if (report_year_ > 0 && at > 0 && compared(left[at - 1])) {
      return report_year_ - 1;
    }
  }
  if (const auto base = BaseOfWords(words); base.has_value()) return base;
  if (left.size() < kYearLength || !EndsWith(left, u"年")) return std::nullopt;
  const size_t at = left.size() - kYearLength;
  if (!IsYearNumber(left, at) || at == 0 || !compared(left[at - 1])) {
    return std::nullopt;
  }
  return PrintedYear(left, at);
}

// 1起案件是2019年立案: the year that is said of the figure after it; 0 for
// none.
int YearSaidAfter(const FigureWords& words) {
  constexpr size_t kReach = 10;
  const size_t end = words.reading.figure.end;
  const View after =
      words.text.substr(end, std::min(kReach, words.reading.right - end));
  for (View verb : {u"是", u"系", u"为"}) {
    const size_t at = after.find(verb);
    if (at != npos && IsYear(words.text, end + at + 1)) {
      return PrintedYear(words.text, end + at + 1);
    }
  }
  return 0;
}

// The nearest that a plan says of its time: a year, 明年, its heading.
int YearReader::TargetYear(int plan_year) const {
  if (named_.has_value() && *named_ >= report_year_) return *named_;
  if (next_year_ && report_year_ > 0) return report_year_ + 1;
  return plan_year > 0 ? plan_year : report_year_;
}

void YearReader::SetYear(const FigureWords& words, int plan_year,
                         Reading& reading) {
  reading.year = report_year_;
  NameYear(words);
  if (next_listed_ < listed_years_.size()) {
    reading.year = listed_years_[next_listed_];
  } else if (const auto base = ComparedYear(words); base.has_value()) {
    reading.year = *base;
  } else if (const int said = YearSaidAfter(words);
             said > 0 && reading.kind == v1::KIND_LEVEL) {
    reading.year = said;
  } else if (const auto before = YearsBefore(words); before.has_value()) {
    reading.year = report_year_ - *before;
  } else if (reading.kind == v1::KIND_TARGET) {
    reading.year = TargetYear(plan_year);
  } else if (range_first_ > 0 && IsStart(words, lexicon_)) {
    // 2017年至2021年,破案率从41%升至64.6%.
    reading.year = range_first_;
  } else if (SpeaksOfToday(words)) {
    reading.year = told_year_;
  } else if (!named_.has_value()) {
    return;
  } else if (report_year_ > 0 && *named_ > report_year_) {
    // Where a plan starts from is how things are.
    if (IsStart(words, lexicon_)) return;
    if (day_ || *named_ <= told_year_) {
      reading.year = *named_;
      return;
    }
    if (reading.kind != v1::KIND_RANK) reading.kind = v1::KIND_TARGET;
    reading.figure.value.mantissa = std::abs(reading.figure.value.mantissa);
    reading.year = *named_;
  } else if (report_year_ == 0 || (!IsResult(words.Left()) &&
                                   *named_ >= report_year_ - kMostYearsBack)) {
    reading.year = *named_;
  }
}

}  // namespace nianbao::extractor
