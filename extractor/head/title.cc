// The title among the lines at the top of a text.
//
// A title says what the report is (法治政府建设, a topic) and that it is one
// (报告, 情况, 总结, an ending). It may be one line of many on a page, and it
// may be broken over up to three:
//     首页 > 政务公开 > 法治政府建设年度报告        a path, not a title
//     金华市教育局
//     关于2022年度法治政府建设情况的报告            the title, joined
// From each line on, the fewest lines are joined that make a title, as long as
// a line looks unfinished (it ends in 局, or has a topic or a year). The first
// title with a year wins; without one, the first at all: page headers name the
// report without its year.
//
// The title is then taken apart: issuer before the year, topic behind it.
//
// Reads at most 60 lines, each up to three times.
#include "extractor/head/title.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "extractor/head/dates.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Lines that the menus of a page may take before the title.
constexpr size_t kHeadLines = 60;
// Characters. The longest titles of real reports have 42.
constexpr size_t kLongestTitle = 60;
constexpr size_t kLongestTitleLine = 45;
// Lines that a title is broken over at most.
constexpr size_t kTitleLines = 3;

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

// Position after the last ending; 0 when there is none.
size_t EndOfTitle(View line) {
  size_t end = 0;
  for (View ending : kEndings) {
    const size_t at = line.rfind(ending);
    if (at != npos) end = std::max(end, at + ending.size());
  }
  // The year in parentheses belongs to it: 法治政府建设情况报告(2017年度).
  if (end > 0 && end + 4 < line.size() && line[end] == u'(' &&
      FindYears(line.substr(end)).has_value()) {
    const size_t close = line.find(u')', end);
    if (close != npos) end = close + 1;
  }
  return end;
}

// Where a line that is not empty begins and ends in the text.
struct Line {
  size_t begin = 0;
  size_t end = 0;
};

std::vector<Line> HeadLines(View text) {
  std::vector<Line> lines;
  size_t begin = 0;
  while (begin < text.size() && lines.size() < kHeadLines) {
    size_t end = text.find(u'\n', begin);
    if (end == npos) end = text.size();
    if (end > begin) lines.push_back({begin, end});
    begin = end + 1;
  }
  return lines;
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

// Splits the title into issuer, years and type.
void Analyse(Title& title, const Topic& topic) {
  title.type = topic.type;
  View rest = title.text;
  const size_t topic_at = rest.find(topic.word);
  const std::optional<YearRange> years = FindYears(rest);
  size_t end = topic_at;
  if (years.has_value()) {
    title.year = years->last;
    title.first_year = years->first == years->last ? 0 : years->first;
    end = std::min(end, years->begin);
  }
  View issuer = rest.substr(0, end);
  // What stands before a colon is a label: 样例:太平镇.
  const size_t label = issuer.rfind(u':');
  if (label != npos) issuer.remove_prefix(label + 1);
  if (issuer.empty() && years.has_value() && years->end < topic_at) {
    issuer = rest.substr(years->end, topic_at - years->end);
    if (!issuer.empty() && issuer[0] == u'度') issuer.remove_prefix(1);
  }
  for (View tail : {u"关于", u"推进", u"落实", u"开展", u"加强"}) {
    const size_t at = issuer.find(tail);
    if (at != npos) issuer = issuer.substr(0, at);
  }
  title.issuer = issuer;
}

// `line` may begin a title that goes on in `next`.
bool MayGoOn(View line, View next) {
  for (View ending : {u"人民政府", u"办事处", u"局", u"厅", u"委员会", u"委"}) {
    if (line.size() > ending.size() &&
        line.substr(line.size() - ending.size()) == ending) {
      return next.substr(0, 2) == u"关于" || IsDigit(next[0]) ||
             FindTopic(line) != nullptr;
    }
  }
  if (FindTopic(line) != nullptr || Contains(line, u"关于")) return true;
  const std::optional<YearRange> years = FindYears(line);
  // 2022年 may go on; 2022年3月 is a date.
  return years.has_value() &&
         (years->end >= line.size() || !IsDigit(line[years->end]));
}

// The title that the fewest lines from the `i`-th on make; nullopt for none.
std::optional<Title> TitleFrom(View text, const std::vector<Line>& lines,
                               size_t i) {
  std::u16string joined;
  for (size_t n = 0; n < kTitleLines && i + n < lines.size(); ++n) {
    const auto [begin, end_of_line] = lines[i + n];
    const View line = StripFurniture(text.substr(begin, end_of_line - begin));
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
    Analyse(title, *topic);
    return title;
  }
  return std::nullopt;
}

}  // namespace

Title FindTitle(View text) {
  const std::vector<Line> lines = HeadLines(text);
  Title best;
  for (size_t i = 0; i < lines.size() && best.year == 0; ++i) {
    std::optional<Title> title = TitleFrom(text, lines, i);
    // A page header may name the report without its year.
    if (title.has_value() && (best.text.empty() || title->year != 0)) {
      best = *std::move(title);
    }
  }
  // A file name as title: the document itself goes on with 报告.
  const std::u16string longer = best.text + u"报告";
  if (!best.text.empty() && !Contains(best.text, u"报告") &&
      Contains(text.substr(best.end, kLongestTitle), longer)) {
    best.text = longer;
  }
  return best;
}

}  // namespace nianbao::extractor
