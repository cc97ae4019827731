// Which year a figure is of, when a sentence names several.
//
// A figure is of the report's year unless its sentence says otherwise. A year
// that is named holds for the figures after it, until another one is:
//     2019年受理30件,审结28件,2020年受理41件。
// Some years say something else and are passed over: what a figure is compared
// with (较2019年的23.5%下降), the name of a thing (落实2019年工作要点), a limit
// (2025年底前), a beginning (2016年以来). A list of years before a list of
// figures gives each its own:
//     2019年、2020年、2021年分别受理20件、30件、40件
// 上年 and 去年 are the year before the report's, unless they are what a change
// is measured against (较上年). A year after the report's makes a plan of a
// level.
//
// Each figure looks at the words since the figure before it: linear.
#include "extractor/figures/years.h"

#include <cstdlib>

#include "extractor/head/dates.h"
#include "extractor/text/number.h"

namespace nianbao::extractor {
namespace {

// A report tells of so many years back; an older year is the name of something,
// a law or a plan.
constexpr int kMostYearsBack = 10;
// Characters of "2020年".
constexpr size_t kYearLength = 5;

// "20", two digits and 年 at `i`, with five units behind it.
bool IsYear(View text, size_t i) {
  return text[i] == u'2' && text[i + 1] == u'0' && IsDigit(text[i + 2]) &&
         IsDigit(text[i + 3]) && At(text, i + 4) == u'年';
}

// True when the words after a year say that it is no time of the figure: a
// limit, 2025年底前; a beginning, 2016年以来; a range, 2016年-2020年.
bool SaysNoTime(View after) {
  const size_t past = after.find(u'前');
  if (past != npos && past <= 6 && !Contains(after.substr(0, past), u",")) {
    return true;
  }
  return after.substr(0, 2) == u"以来" || after.substr(0, 1) == u"-" ||
         after.substr(0, 1) == u"—";
}

// The last year named in text[begin, end) that says when a figure was so, not
// what it is compared with or what a document is called.
std::optional<int> LastYear(View text, size_t begin, size_t end) {
  // Characters after a year in which it is told what it says.
  constexpr size_t kAfterYear = 9;
  if (end < begin + kYearLength) return std::nullopt;
  for (size_t i = end - 4; i-- > begin;) {
    if (!IsYear(text, i)) continue;
    const char16_t before = i > 0 ? text[i - 1] : u'\0';
    // 2019年工作 inside a clause names a thing, not the time of the figure.
    if (i > begin && !IsClauseEnd(before) &&
        !IsOneOf(before, u"在由从到至、(争划")) {
      continue;
    }
    if (IsDigit(before)) continue;
    const size_t after = i + kYearLength;
    if (SaysNoTime(text.substr(after, std::min(kAfterYear, end - after)))) {
      continue;
    }
    return 2000 + (text[i + 2] - u'0') * 10 + (text[i + 3] - u'0');
  }
  return std::nullopt;
}

// 由2022年的8.4%升至33.1%: what came of a change is of the report's year,
// whatever year is named before it.
bool IsResult(View left) {
  for (View verb : {u"升至", u"增至", u"降至", u"减至", u"高到", u"升到",
                    u"加到", u"降到"}) {
    if (EndsWith(left, verb)) return true;
  }
  return false;
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
  for (size_t i = 0; i + kYearLength <= since.size(); ++i) {
    const auto year = FindYears(since.substr(i, kYearLength + 1));
    if (year.has_value() && year->begin == 0) {
      listed_years_.push_back(year->last);
      i += kYearLength - 1;
    }
  }
  if (listed_years_.size() < 2) listed_years_.clear();
}

// Follows the years named up to the figure.
void YearReader::NameYear(const FigureWords& words) {
  if (words.previous == nullptr) {
    named_.reset();
    next_year_ = false;
  }
  const auto named_here =
      LastYear(words.text, words.SinceBegin(), words.reading.figure.begin);
  NameListedYears(words);
  if (named_here.has_value()) named_ = named_here;
  const View since = words.Since();
  for (View next : {u"明年", u"下一年", u"下年"}) {
    next_year_ |= Contains(since, next) && !CarriesOver(since);
  }
}

// 上年为1103件, 去年的25件; not 较上年增长5%, nor 上年结转3件, which were on
// hand this year.
bool YearReader::SpeaksOfLastYear(const FigureWords& words) const {
  if (report_year_ == 0 || words.reading.kind == v1::KIND_CHANGE) return false;
  const View left = words.Left();
  for (View last_year : {u"上年", u"去年"}) {
    const size_t at = left.rfind(last_year);
    if (at == npos) continue;
    const char16_t before = at > 0 ? left[at - 1] : u'\0';
    const bool carried_over = left.substr(at + last_year.size(), 2) == u"结转";
    const bool of_base = EndsWith(left, u"的");
    if (!carried_over && (of_base || !IsOneOf(before, u"较比与同是"))) {
      return true;
    }
  }
  return false;
}

// 较2019年的23.5%下降: what the figure before is compared with.
std::optional<int> YearReader::ComparedYear(const FigureWords& words) const {
  View left = words.Left();
  if (words.reading.kind != v1::KIND_LEVEL || !lexicon_.comparison.In(left)) {
    return std::nullopt;
  }
  if (EndsWith(left, u"的")) left.remove_suffix(1);
  if (left.size() < kYearLength || !EndsWith(left, u"年")) return std::nullopt;
  const auto year = FindYears(left.substr(left.size() - kYearLength));
  return year.has_value() ? std::optional<int>(year->last) : std::nullopt;
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
  } else if (SpeaksOfLastYear(words)) {
    reading.year = report_year_ - 1;
  } else if (reading.kind == v1::KIND_TARGET) {
    reading.year = TargetYear(plan_year);
  } else if (!named_.has_value()) {
    return;
  } else if (report_year_ == 0) {
    reading.year = *named_;
  } else if (*named_ > report_year_) {
    // Where a plan starts from is how things are.
    if (IsStart(words, lexicon_)) return;
    if (reading.kind != v1::KIND_RANK) reading.kind = v1::KIND_TARGET;
    reading.figure.value.mantissa = std::abs(reading.figure.value.mantissa);
    reading.year = *named_;
  } else if (!IsResult(words.Left()) &&
             *named_ >= report_year_ - kMostYearsBack) {
    reading.year = *named_;
  }
}

}  // namespace nianbao::extractor
