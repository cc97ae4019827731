// The title among the lines at the top of a text.
//
// A title of the genre says what the report is (法治政府建设, a topic) and that
// it is one (报告, 情况, 总结, an ending). It may be one line of many on a
// page, and it may be broken over up to three:
//     首页 > 政务公开 > 法治政府建设年度报告        a path, not a title
//     金华市教育局
//     关于2022年度法治政府建设情况的报告            the title, joined
// From each line on, the fewest lines are joined that make a title, as long as
// a line looks unfinished (it ends in 局, or has a topic or a year). The first
// title with a year wins; without one, the first at all: page headers name the
// report without its year.
//
// Documents near the genre have titles of all kinds
// (2020年人民调解工作数据统计, 县司法局多举措推进法律援助). Of the lines that
// are no furniture the one that looks most like a title is taken, by what it
// has: the ending of a report, a year, a body or a subject of law, a place
// before the body. A line that has too little of it is a heading, or the name
// of a column: then the text begins with its body, and has no title.
//
// The title is then taken apart: issuer before the year, topic behind it.
//
// Reads the lines above the body, at most 60, each up to three times.
#include "extractor/head/title.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "extractor/head/body_names.h"
#include "extractor/head/dates.h"
#include "extractor/head/page_lines.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// Characters. The longest titles of real reports have 42.
constexpr size_t kLongestTitle = 60;
constexpr size_t kLongestTitleLine = 45;
// Lines that a title is broken over at most.
constexpr size_t kTitleLines = 3;
// Characters of the shortest title, and what it must have of one: see Likeness.
constexpr size_t kShortestTitle = 6;
constexpr int kLikeATitle = 3;
// What the names of sites behind a title have.
constexpr View kSites[] = {u"网",   u"政府", u"局",   u"门户",
                           u"新闻", u"文库", u"国际", u"平台",
                           u"资讯", u"报",   u"官方", u"公司"};

// What a title may be about, and the type of report it makes.
struct Topic {
  View word;
  v1::Report::Type type;
};
constexpr Topic kTopics[] = {
    {u"法治政府", v1::Report::TYPE_RULE_OF_LAW},
    {u"法制政府", v1::Report::TYPE_RULE_OF_LAW},
    {u"依法行政", v1::Report::TYPE_RULE_OF_LAW},
    {u"法治建设", v1::Report::TYPE_RULE_OF_LAW},
    {u"法治工作", v1::Report::TYPE_RULE_OF_LAW},
    {u"依法治", v1::Report::TYPE_RULE_OF_LAW},
    {u"法治公安", v1::Report::TYPE_RULE_OF_LAW},
    {u"法治机关", v1::Report::TYPE_RULE_OF_LAW},
    {u"法治交通", v1::Report::TYPE_RULE_OF_LAW},
    {u"法治水利", v1::Report::TYPE_RULE_OF_LAW},
    {u"政府信息公开", v1::Report::TYPE_INFORMATION_DISCLOSURE},
    {u"政务公开", v1::Report::TYPE_INFORMATION_DISCLOSURE},
    {u"政府工作", v1::Report::TYPE_GOVERNMENT_WORK},
};
constexpr View kEndings[] = {u"报告", u"总结", u"汇报", u"年报", u"情况"};
// A line with one of these is furniture of the page, or speaks of a title.
constexpr View kNotTitles[] = {u"上一篇",   u"今天是",   u"星期",     u"下一篇",
                               u"当前位置", u"您的位置", u"所在位置", u">",
                               u"相关",     u"现将",     u"如下",     u"版权",
                               u"关于印发", u"《"};

const Topic* FindTopic(View line) {
  for (const Topic& topic : kTopics) {
    if (Contains(line, topic.word)) return &topic;
  }
  return nullptr;
}

// What the titles of reports, tables and accounts near the genre end in.
constexpr View kOtherEndings[] = {
    u"报告",   u"总结",   u"汇报",   u"年报",   u"情况",   u"通报", u"统计",
    u"数据",   u"分析",   u"计划",   u"思路",   u"要点",   u"概况", u"说明",
    u"公告",   u"公示",   u"综述",   u"简报",   u"白皮书", u"公报", u"小结",
    u"统计表", u"数据表", u"汇总表", u"情况表", u"一览表", u"报表", u"解读",
    u"发布",   u"专报",   u"月报",   u"季报",   u"周报",   u"快报"};
// Bodies and subjects that titles of such documents name.
constexpr View kSubjects[] = {
    u"局",   u"厅",   u"委",   u"政府", u"街道", u"镇",   u"乡",   u"县",
    u"区",   u"市",   u"省",   u"检",   u"法院", u"司法", u"行政", u"执法",
    u"法律", u"法治", u"法制", u"复议", u"应诉", u"调解", u"纠纷", u"信访",
    u"热线", u"诉讼", u"案件", u"普法", u"矫正", u"公安", u"监管", u"仲裁"};
// Verbs that headings begin with, where no body is their subject.
constexpr View kHeadingVerbs[] = {
    u"加强",    u"强化", u"坚持",     u"推进",     u"推动",     u"聚焦",
    u"狠抓",    u"夯实", u"健全",     u"完善",     u"深化",     u"优化",
    u"规范",    u"严格", u"突出",     u"提升",     u"压实",     u"落实",
    u"做好",    u"抓好", u"构建",     u"打造",     u"筑牢",     u"激活",
    u"建强",    u"高位", u"统筹",     u"扎实",     u"提高",     u"立足",
    u"创新",    u"全面", u"基本情况", u"总体情况", u"主要做法", u"工作开展",
    u"存在问题"};
// Words that end the issuer's name in a title without a year.
constexpr View kWorkWords[] = {
    u"关于",     u"行政复议", u"行政应诉", u"行政诉讼", u"人民调解",
    u"法律援助", u"信访",     u"行政执法", u"政务公开", u"信息公开",
    u"政府信息", u"上半年",   u"下半年",   u"年度",     u"矛盾",
    u"普法",     u"工作",     u"法治",     u"依法",     u"司法行政"};

// Position after the last ending; 0 when there is none.
size_t EndOfTitle(View line) {
  size_t end = 0;
  for (View ending : kEndings) {
    const size_t at = line.rfind(ending);
    if (at != npos) end = std::max(end, at + ending.size());
  }
  // The year in parentheses belongs to it: 法治政府建设情况报告(2017年度).
  if (end > 0 && end + 4 < line.size() && line[end] == u'(' &&
      FindYearsOfTitle(line.substr(end + 1)).has_value()) {
    const size_t close = line.find(u')', end);
    if (close != npos) end = close + 1;
  }
  return end;
}

// The cell of a table row or the value of a label that may hold a title.
View StripFurniture(View line) {
  while (!line.empty() && (line.back() == u'|' || line.back() == u'*')) {
    line.remove_suffix(1);
  }
  const size_t cell = line.find_last_of(u"|#]");
  if (cell != npos) line.remove_prefix(cell + 1);
  for (View label : {u"题:", u"信息名称:", u"文件名称:", u"名称:"}) {
    const size_t at = line.find(label);
    if (at != npos) line.remove_prefix(at + label.size());
  }
  if (line.substr(0, 2) == u"标题") line.remove_prefix(2);
  return line;
}

bool CanHoldTitle(View line) {
  if (line.empty() || line.size() > kLongestTitleLine) return false;
  if (line.find_first_of(u"。,;/") != npos) return false;
  return std::none_of(std::begin(kNotTitles), std::end(kNotTitles),
                      [&](View word) { return Contains(line, word); });
}

// True for a line that starts with a list mark: 一、2020年举措 is a heading.
bool IsHeading(View line) {
  return line.size() > 1 && (line[1] == u'、' || line[0] == u'(');
}

// 2019年以来 is a beginning, 2015年底 a limit; 清泉年鉴2020 came out later.
bool IsOfReport(View title, const YearRange& years) {
  return !StartsWithAny(title.substr(years.end), {u"以来", u"底", u"前"}) &&
         !Contains(title, u"年鉴");
}

// Takes apart issuer, years and type.
void Analyse(Title& title, v1::Report::Type type, size_t topic_at) {
  title.type = type;
  View rest = title.text;
  std::optional<YearRange> years = FindYearsOfTitle(rest);
  if (!years.has_value()) years = FindYearsOfPlan(rest);
  size_t end = std::min(topic_at, rest.size());
  if (years.has_value()) {
    if (IsOfReport(rest, *years)) {
      title.year = years->last;
      title.first_year = years->first == years->last ? 0 : years->first;
    }
    end = std::min(end, years->begin);
  }
  View issuer = rest.substr(0, end);
  // What stands before a colon is a label: 样例:太平镇.
  const size_t label = issuer.rfind(u':');
  if (label != npos) issuer.remove_prefix(label + 1);
  if ((issuer.empty() || issuer == u"关于") && years.has_value() &&
      years->end < topic_at) {
    issuer = rest.substr(years->end, topic_at - years->end);
    if (!issuer.empty() && issuer[0] == u'度') issuer.remove_prefix(1);
  }
  for (View tail : {u"关于", u"推进", u"落实", u"开展", u"加强"}) {
    const size_t at = issuer.find(tail);
    if (at != npos) issuer = issuer.substr(0, at);
  }
  title.issuer = issuer;
}

// Where the name of a body that the title begins with ends, and its subject
// begins: behind the department, else at a word of its work. A body may stand
// behind the year: 关于2024年度清泉县行政复议工作的报告.
size_t EndOfBody(View title) {
  size_t from = 0;
  const std::optional<YearRange> years = FindYearsOfTitle(title);
  constexpr size_t kAbout = 2;
  if (years.has_value() && years->begin <= kAbout) from = years->end;
  const size_t department = EndOfDepartment(title.substr(from));
  if (department > 0) return from + department;
  size_t end = npos;
  for (View word : kWorkWords) end = std::min(end, title.find(word, from + 1));
  return end;
}

// `line` may begin a title that goes on in `next`.
bool MayGoOn(View line, View next) {
  for (View ending : {u"人民政府", u"办事处", u"局", u"厅", u"委员会", u"委"}) {
    if (line.size() > ending.size() &&
        line.substr(line.size() - ending.size()) == ending) {
      const Topic* const topic = FindTopic(next);
      return next.substr(0, 2) == u"关于" || IsDigit(next[0]) ||
             FindTopic(line) != nullptr ||
             (topic != nullptr && StartsWith(next, 0, topic->word));
    }
  }
  if (FindTopic(line) != nullptr || Contains(line, u"关于")) return true;
  const std::optional<YearRange> years = FindYearsOfTitle(line);
  // 2022年 may go on; 2022年3月 is a date.
  return years.has_value() &&
         (years->end >= line.size() || !IsDigit(line[years->end]));
}

// The title that the fewest lines from the `i`-th on make; nullopt for none.
std::optional<Title> TitleFrom(View text, const std::vector<PageLine>& lines,
                               size_t i) {
  std::u16string joined;
  for (size_t n = 0; n < kTitleLines && i + n < lines.size(); ++n) {
    const size_t end_of_line = lines[i + n].end;
    const View line = StripFurniture(
        text.substr(lines[i + n].begin, end_of_line - lines[i + n].begin));
    if (!CanHoldTitle(line) || IsHeading(line) ||
        (n > 0 && !MayGoOn(joined, line)) ||
        joined.size() + line.size() > kLongestTitle) {
      return std::nullopt;
    }
    joined += line;
    const Topic* topic = FindTopic(joined);
    const size_t end = EndOfTitle(joined);
    if (topic == nullptr || end == 0) continue;
    Title title;
    title.text = joined.substr(0, end);
    title.end = end_of_line;
    Analyse(title, topic->type, title.text.find(topic->word));
    return title;
  }
  return std::nullopt;
}

// The line without what a page adds to a title: the name of the site behind a
// dash, a day in brackets, the ending of a file's name.
View WithoutTail(View line) {
  for (View file : {u".docx", u".doc", u".pdf", u".html", u".wps"}) {
    if (EndsWith(line, file)) line.remove_suffix(file.size());
  }
  const size_t bracket = line.rfind(u'(');
  if (bracket != npos && FirstDay(line.substr(bracket)).has_value()) {
    line = line.substr(0, bracket);
  }
  const size_t square = line.find(u'[');
  if (square != npos && square > 0) line = line.substr(0, square);
  const size_t dash = line.find_last_of(u"_-|");
  if (dash != npos && dash >= kShortestTitle) {
    const View site = line.substr(dash + 1);
    const bool named =
        std::any_of(std::begin(kSites), std::end(kSites),
                    [&](View word) { return Contains(site, word); });
    if (named || line[dash] != u'-') line = line.substr(0, dash);
  }
  while (!line.empty() && IsOneOf(line.back(), u"_-|*")) line.remove_suffix(1);
  return line;
}

// How much a line looks like a title of a document near the genre; below
// kLikeATitle it is none. One right above source or date, 打造人民调解矩阵, may
// be worded like a heading.
int Likeness(View line, bool before_body, bool above_labels) {
  if (line.size() < kShortestTitle || line.size() > kLongestTitle ||
      IsHeading(line) || IsOneOf(line.back(), u",、;:。") ||
      line.find_first_of(u"。;>/") != npos || Contains(line, u"如下") ||
      (Contains(line, u"目录") && !above_labels) ||
      Contains(line, u"关于印发") || IsOneOf(line[0], u"表图附注")) {
    return 0;
  }
  const auto letters = std::count_if(line.begin(), line.end(), [](char16_t c) {
    return IsHan(c) || IsDigit(c);
  });
  if (letters * 2 < static_cast<std::ptrdiff_t>(line.size())) return 0;
  const bool has_year = FindYearsOfTitle(line).has_value();
  const bool ends = EndsWithAny(line, kOtherEndings);
  const bool has_subject = ContainsAny(line, kSubjects);
  if (!has_year && !above_labels && StartsWithAny(line, kHeadingVerbs)) {
    return 0;
  }
  // A name, or a word or two: of a column, a site, a part.
  constexpr size_t kOfSomeLength = 9;
  const bool is_long = line.size() >= kOfSomeLength;
  return 3 * ends + 2 * has_year + has_subject + is_long + before_body +
         above_labels;
}

// The title of a document near the genre; nullopt for none.
std::optional<Title> OtherTitle(View text, const std::vector<PageLine>& lines) {
  int best = kLikeATitle - 1;
  std::optional<Title> title;
  // What is left alone between menus and labels is a headline.
  const auto others = std::count_if(
      lines.begin(), lines.end(),
      [](const PageLine& line) { return line.kind == LineKind::kOther; });
  for (size_t i = 0; i < lines.size(); ++i) {
    std::u16string joined;
    size_t last = i;
    const auto line_at = [&](size_t n) {
      return StripFurniture(
          text.substr(lines[n].begin, lines[n].end - lines[n].begin));
    };
    const View line = line_at(i);
    if (lines[i].kind == LineKind::kLabel && IsNameOfBody(line) &&
        i + 1 < lines.size() && lines[i + 1].kind == LineKind::kOther &&
        MayGoOn(line, line_at(i + 1))) {
      joined = std::u16string(line) + std::u16string(line_at(++last));
    } else if (lines[i].kind == LineKind::kOther) {
      joined = line;
      // …2024年度行政执法 / 工作报告: the ending alone on its line.
      constexpr size_t kLongestEnding = 8;
      const View next =
          i + 1 < lines.size() && lines[i + 1].kind == LineKind::kOther
              ? line_at(i + 1)
              : View();
      // …2022年工作情况 / 及2023年工作计划的报告.
      const bool goes_on =
          IsOneOf(At(next, 0), u"及和与暨") ||
          (!EndsWithAny(line, kOtherEndings) && next.size() <= kLongestEnding);
      if (goes_on && EndsWithAny(next, kOtherEndings)) {
        joined += next;
        ++last;
      }
    } else {
      continue;
    }
    joined = std::u16string(WithoutTail(joined));
    const bool before_body =
        last + 1 == lines.size() || lines[last + 1].kind != LineKind::kOther;
    const bool alone = others == 1 && before_body;
    const bool above_labels =
        last + 1 < lines.size() && lines[last + 1].kind == LineKind::kLabel;
    const int likeness = Likeness(joined, before_body, above_labels) + alone;
    if (likeness <= best) continue;
    best = likeness;
    title.emplace();
    title->text = std::move(joined);
    title->end = lines[last].end;
  }
  if (title.has_value()) {
    Analyse(*title, v1::Report::TYPE_OTHER, EndOfBody(title->text));
  }
  return title;
}

}  // namespace

Title FindTitle(View text) {
  const PageLines page = ReadPageLines(text);
  const std::vector<PageLine>& lines = page.lines;
  Title best;
  for (size_t i = 0; i < lines.size() && best.year == 0; ++i) {
    std::optional<Title> title = TitleFrom(text, lines, i);
    // A page header may name the report without its year.
    if (title.has_value() && (best.text.empty() || title->year != 0)) {
      best = *std::move(title);
    }
  }
  if (best.text.empty()) {
    return OtherTitle(text, lines).value_or(Title());
  }
  // A file name as title: the document itself goes on with 报告.
  const std::u16string longer = best.text + u"报告";
  if (!Contains(best.text, u"报告") &&
      Contains(text.substr(best.end, kLongestTitle), longer)) {
    best.text = longer;
  }
  return best;
}

}  // namespace nianbao::extractor
