// The year is that of the title. Without one it is the year that the text
// reports on by its own words:
//
//     2023年,全县受理…           as a whole: the surest
//     2023年1月至6月…            a part of it
//     截至2023年12月31日…        its end
//     2023年3月12日,…            an event, which may be of any year
//
// What stands in 《》 or in brackets, behind 自 and 从 (a beginning) or 较 and
// 比 (a comparison), and the ranges of plans say nothing. The year with most of
// such mentions wins, the latest of equals. Of a page whose day of publication
// is known only that year and the one before it can be, and the latter by more
// than an event: an older one is history, a later one a plan. The year that the
// body begins with is the report's however late it was published. An account of
// a newspaper names years by 今年 and 去年 as well.
//
// A text that names no year may quote a document of one (《2019年法治政府建设
// 工作要点》), or tell since when (2025年以来), else it takes that of its day:
// 今年 is that year, but a yearly report or summary of January to April speaks
// of the year before.
#include "extractor/head/report_year.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <utility>

#include "extractor/head/dates.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// Characters behind the title in which the text names its year.
constexpr size_t kWindow = 6000;
// Characters of the opening: the first year there is nearly always the one.
constexpr size_t kOpeningOfYear = 400;
// What mentions are worth, by what they say, and the first of the opening.
// Fitted by hand on the annotated reports (tests/gold).
constexpr double kWhole = 2, kPart = 1.5, kEnd = 1, kEvent = 0.5, kFirst = 4;
// Years of texts without a title are published late by one at most.
constexpr int kLatest = 1;
// Characters before the year that the body begins with: 本报讯.
constexpr size_t kBegin = 3;
// Reports of a year are due by the end of April of the next.
constexpr int kLastMonthOfReports = 4;

// Characters in which an account says where it has its news from.
constexpr size_t kOpeningOfAccount = 160;

// Characters of "2020年".
constexpr size_t kYearLength = 5;

constexpr int kOldestYear = 1990;
constexpr int kYears = 110;

// 3月, 11月.
bool IsMonth(View text) {
  const size_t month = text.find(u'月');
  return month != npos && month >= 1 && month <= 2 && IsDigit(text[0]);
}

// The words after the year at `i` say it is of the whole year, and so on; 0 for
// a year that says nothing of the report's.
double WorthOf(View text, size_t i, const YearRange& years) {
  const View after = text.substr(years.end, 12);
  // 2015年至2017年第一季度 looks back, as a plan's range does not.
  if (years.first != years.last) {
    if (StartsWithAny(after, {u"第", u"上半年"}) || IsMonth(after))
      return kPart;
    // 2006年至2008年,受理52件, not 2021-2025年.
    return At(text, i + 4) == u'年' && At(after, 0) == u',' ? kEvent : 0;
  }
  const View before =
      text.substr(i - std::min<size_t>(i, 2), std::min<size_t>(i, 2));
  const bool ends_span =
      EndsWithAny(before, {u"月至", u"月到", u"日至", u"日到", u"日-", u"日—"});
  if (ends_span) return kPart;
  if (!before.empty() && IsOneOf(before.back(), u"自从较比与同和于是-—~第超")) {
    return 0;
  }
  if (StartsWith(after, 0, u"以来") || StartsWith(after, 0, u"至今") ||
      (At(after, 0) == u'起' && At(after, 1) != u'草')) {
    return 0;
  }
  if (IsOneOf(At(after, 0), u"前底末初")) return kEvent;
  if (StartsWith(after, 0, u"修") || StartsWith(after, 0, u"版")) return 0;
  if (EndsWith(before, u"截至") || EndsWith(before, u"截止") ||
      EndsWith(before, u"到")) {
    return kEnd;
  }
  const size_t month = after.find(u'月');
  if (month != npos && month <= 2) {
    const View rest = after.substr(month + 1);
    // 2023年7月至2024年6月 is of the year in which it ends.
    if (IsOneOf(At(rest, 0), u"-—~至到") && YearAt(rest, 1) != 0) return 0;
    const bool is_span = IsOneOf(At(rest, 0), u"-—~至份以");
    return is_span ? kPart : kEvent;
  }
  // 2023年1-6月.
  if (month != npos && IsDigit(At(after, 0))) return kPart;
  return kWhole;
}

// The last of the years that follow each other in the sentence from the one at
// `i` on; that one where they are no three.
int LastOfSeries(View text, size_t i, int year) {
  const View sentence = text.substr(
      i, std::min(text.find_first_of(u"。;\n", i), text.size()) - i);
  int last = year, steps = 0;
  for (size_t k = kYearLength; k < sentence.size(); ++k) {
    if (YearAt(sentence, k) == last + 1 && At(sentence, k + 4) == u'年') {
      ++last;
      ++steps;
    }
  }
  return steps >= 2 ? last : year;
}

// The worth of each year that the text names outside of titles and brackets.
// The first of the opening is worth more, but for an account, which begins with
// what is new, and but for the first of several that a sentence goes through:
// 2021年8—12月388件,2022年1422件,2023年1—7月1108件 is of the last.
std::array<double, kYears> Weigh(View text, bool is_account) {
  std::array<double, kYears> worth{};
  bool in_title = false;
  int brackets = 0;
  bool first = !is_account;
  for (size_t i = 0; i < text.size(); ++i) {
    const char16_t c = text[i];
    if (c == u'《' || c == u'》') in_title = c == u'《';
    if (c == u'(' || c == u'[') ++brackets;
    if (c == u')' || c == u']') brackets = std::max(0, brackets - 1);
    if (c == u'\n') brackets = 0;
    if (in_title || brackets > 0 || YearAt(text, i) == 0) continue;
    const auto years = FindYears(text.substr(i, 16));
    if (!years.has_value() || years->begin != 0) continue;
    YearRange at = *years;
    at.end += i;
    const double value = WorthOf(text, i, at);
    double& sum = worth[at.last - kOldestYear];
    sum += value;
    if (first && i < kOpeningOfYear && value >= kPart) {
      worth[LastOfSeries(text, i, at.last) - kOldestYear] += kFirst;
      first = false;
    }
    i = at.end - 1;
  }
  return worth;
}

// The year with the most worth from `from` to `to`; 0 when none has any.
int Heaviest(const std::array<double, kYears>& worth, int from, int to) {
  int best = 0;
  double most = 0;
  for (int year = std::max(from, kOldestYear);
       year <= std::min(to, kOldestYear + kYears - 1); ++year) {
    if (worth[year - kOldestYear] > 0 && worth[year - kOldestYear] >= most) {
      best = year;
      most = worth[year - kOldestYear];
    }
  }
  return best;
}

// The year of a report, a plan or key points that the text quotes; the first of
// a single year.
int QuotedYear(View text) {
  for (size_t open = text.find(u'《'); open != npos;
       open = text.find(u'《', open + 1)) {
    const size_t close = text.find(u'》', open);
    if (close == npos) return 0;
    const View title = text.substr(open, close - open);
    const auto years = FindYearsInTitles(text.substr(open, close + 1 - open));
    if (!years.has_value() || years->first != years->last) continue;
    for (View ending : {u"报告", u"要点", u"计划", u"安排", u"总结", u"方案",
                        u"情况", u"任务", u"清单", u"分工", u"通知"}) {
      if (EndsWith(title, ending)) return years->last;
    }
  }
  return 0;
}

// 2025年以来,…: the year since which a text that begins with it tells; 0 for
// none, and where 自2019年以来 goes over several.
int YearSince(View opening) {
  const auto years = FindYears(opening);
  if (!years.has_value() || years->first != years->last) return 0;
  const bool dated =
      years->begin > 0 && IsOneOf(opening[years->begin - 1], u"自从");
  return !dated && StartsWith(opening, years->end, u"以来") ? years->last : 0;
}

// The year before that of a yearbook's title; 0 for none.
int YearOfYearbook(View title) {
  if (!Contains(title, u"年鉴")) return 0;
  const auto years = FindYearsOfTitle(title);
  return years.has_value() ? years->last - 1 : 0;
}

// 截至9月底 of a page of February is of the year before.
bool IsUpToLaterMonth(View text, int month) {
  for (View word : {u"截至", u"截止"}) {
    const size_t at = text.find(word);
    if (at == npos) continue;
    View said = text.substr(at + word.size(), 5);
    while (!said.empty() && IsOneOf(said[0], u"到今年")) said.remove_prefix(1);
    if (!IsMonth(said)) continue;
    const int named = said[1] == u'月'
                          ? said[0] - u'0'
                          : (said[0] - u'0') * 10 + (said[1] - u'0');
    if (named > month) return true;
  }
  return false;
}

bool IsYearly(View text, const Title& title) {
  if (!title.text.empty()) {
    for (View word : {u"报告", u"总结", u"年报", u"汇报"}) {
      if (Contains(title.text, word)) return true;
    }
  }
  const View opening = text.substr(0, kOpeningOfYear);
  for (View word : {u"年度", u"全年", u"一年来", u"过去一年", u"过去的一年",
                    u"截至年末", u"截至年底"}) {
    if (Contains(opening, word)) return true;
  }
  return false;
}

bool SpeaksOfPart(View text, const Title& title) {
  for (View words : {View(title.text), text.substr(0, kOpeningOfYear)}) {
    for (View part : {u"上半年", u"季度", u"月份", u"半年", u"本周", u"近日"}) {
      if (Contains(words, part)) return true;
    }
  }
  return false;
}

// The year that the first sentence begins with; 0 for none.
int BeginningYear(View body) {
  for (size_t line = 0; line < body.size();) {
    const size_t end = std::min(body.find(u'\n', line), body.size());
    const View text = body.substr(line, end - line);
    if (text.find(u'。') != npos) {
      const auto years = FindYears(text.substr(0, 16));
      if (!years.has_value() || years->begin > kBegin ||
          years->first != years->last) {
        return 0;
      }
      return WorthOf(text, years->begin, *years) >= kPart ? years->last : 0;
    }
    line = end + 1;
  }
  return 0;
}

// What 今年 and 去年 in the opening of an account are worth for the years of
// its day and before it.
void WeighToday(View opening, int published,
                std::array<double, kYears>& worth) {
  for (const auto& [word, back] :
       {std::pair<View, int>{u"今年", 0}, std::pair<View, int>{u"去年", 1}}) {
    for (size_t at = opening.find(word); at != npos;
         at = opening.find(word, at + 1)) {
      if (at > 0 && IsOneOf(opening[at - 1], u"较比与同和")) continue;
      worth[published - back - kOldestYear] += kWhole;
    }
  }
}

// A newspaper or an office tells of what another has reported: 本报讯, 3月21日,
// 白皮书对外公布.
bool IsAccount(View text, const Title& title) {
  // 清泉公布2019年法治政府工作报告 is no report by itself.
  const bool tells_of_report =
      Contains(title.text, u"公布") || Contains(title.text, u"发布");
  for (View ending : {u"报告", u"总结", u"年报", u"汇报", u"计划"}) {
    if (EndsWith(title.text, ending) && !tells_of_report) return false;
  }
  const View opening = text.substr(title.end, kOpeningOfAccount);
  for (View word : {u"报讯", u"日讯", u"日电", u"记者", u"发布会", u"对外公布",
                    u"对外发布", u"日介绍", u"日公布", u"日发布", u"据悉",
                    u"获悉", u"了解到", u"网讯"}) {
    if (Contains(opening, word)) return true;
  }
  return false;
}

// 3月21日 without a year before it opens a paragraph of the account.
bool OpensWithDay(View opening) {
  for (size_t line = 0; line < opening.size();) {
    const size_t end = std::min(opening.find(u'\n', line), opening.size());
    const View text = opening.substr(line, std::min<size_t>(end - line, 40));
    const size_t month = text.find(u'月');
    if (month != npos && month > 0 && IsDigit(text[month - 1]) &&
        text.substr(0, month).find(u'年') == npos &&
        text.substr(month, 4).find(u'日') != npos) {
      return true;
    }
    line = end + 1;
  }
  return false;
}

}  // namespace

int FindToldYear(View text, const Title& title, int year,
                 const std::string& publish_date) {
  if (year == 0 || !IsAccount(text, title)) return 0;
  if (!publish_date.empty()) {
    const int published = std::atoi(publish_date.substr(0, 4).c_str());
    return published > year ? published : 0;
  }
  const View body = text.substr(title.end);
  // 《2017年法治政府建设报告》显示,去年…: of the report that it quotes;
  // 北京去年收案 2万余件, 2014年…: of the year that it names.
  const bool tells_of_last_year =
      OpensWithDay(body.substr(0, kOpeningOfAccount)) ||
      (Contains(title.text, u"去年") && !Contains(body, u"今年")) ||
      (Contains(body.substr(0, kOpeningOfYear), u"去年") &&
       QuotedYear(body.substr(0, kOpeningOfYear)) == year);
  return tells_of_last_year ? year + 1 : 0;
}

int FindReportYear(View text, const Title& title,
                   const std::string& publish_date) {
  if (title.year != 0) return title.year;
  const View body = text.substr(title.end, kWindow);
  const bool is_account = IsAccount(text, title);
  std::array<double, kYears> worth = Weigh(body, is_account);
  if (publish_date.empty()) {
    const int named = Heaviest(worth, 0, kOldestYear + kYears);
    // 2023年以来,…在2022年度考评中获评优秀.
    const int since = YearSince(body.substr(0, kOpeningOfYear));
    if (named != 0) return named == since - 1 ? since : named;
    for (const int year : {QuotedYear(body), since}) {
      if (year != 0) return year;
    }
    return YearOfYearbook(title.text);
  }
  const int published = std::atoi(publish_date.substr(0, 4).c_str());
  const int month = std::atoi(publish_date.substr(5, 2).c_str());
  const int beginning = BeginningYear(body);
  if (!is_account && beginning != 0 && beginning <= published) return beginning;
  if (is_account) {
    worth[published - kOldestYear] += kEvent;
    WeighToday(body.substr(0, kOpeningOfYear), published, worth);
  }
  const bool is_of_last_year = month <= kLastMonthOfReports &&
                               IsYearly(body, title) &&
                               !SpeaksOfPart(body, title);
  // An event of this year is none of a report on the last, which it dates.
  const int year = Heaviest(worth, published - kLatest, published);
  if (year != 0 && (worth[year - kOldestYear] > kEvent ||
                    (year == published && !is_of_last_year))) {
    return year;
  }
  const int quoted = QuotedYear(body);
  if (quoted != 0 && quoted >= published - kLatest && quoted <= published) {
    return quoted;
  }
  if (is_of_last_year || IsUpToLaterMonth(body, month)) return published - 1;
  // A page that was put up years later.
  if (!Contains(body, u"今年") && !Contains(body, u"去年")) {
    const int older = Heaviest(worth, 0, published - kLatest - 1);
    if (older != 0 && worth[older - kOldestYear] >= kPart) return older;
  }
  return published;
}

}  // namespace nianbao::extractor
