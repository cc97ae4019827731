// Pages hold many days: today's, those of related articles, those of events.
// That of publication is looked for where it stands most surely:
//   1. behind a label near the top: 发布日期: 2021-03-31;
//   2. in a line without prose, near the title or above the body:
//      2021-03-31 10:22 来源:司法局;
//   3. in the dateline of a story: 新华社北京2021年3月31日电;
//   4. behind a label at the end, and in the last short line that ends in a
//      day, which signs the report:
//          金华市教育局
//          2021年3月31日
// Each search is linear in a window of 2,000 characters or less.
#include "extractor/head/publish_date.h"

#include <algorithm>
#include <optional>

#include "extractor/head/dates.h"
#include "extractor/head/page_lines.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Characters in which labels stand: the menus of a page may come before them.
constexpr size_t kHead = 2000;
// Characters from the end in which a signature stands: attachments and the
// page's footer may follow it.
constexpr size_t kTail = 1500;
// Characters from the end in which a page prints its labels.
constexpr size_t kFoot = 300;
// Characters of a line that holds a date and no prose.
constexpr size_t kLongestDateLine = 60;

// Labels of a page, the surest first. 发布时期 is a slip that is printed.
constexpr View kLabels[] = {u"发布日期", u"发布时间", u"发布时期", u"发布于",
                            u"公开日期", u"公开时间", u"发文日期", u"发文时间",
                            u"发表时间", u"日期",     u"时间",     u"成文日期",
                            u"生成日期", u"印发日期", u"更新时间", u"更新日期"};
// Those that also stand below the text.
constexpr View kLabelsAtFoot[] = {u"发布日期", u"发布时间", u"发布于"};
// What stands before 日期 and 时间 that are no publication.
constexpr View kOtherDays[] = {u"成文", u"生成", u"废止", u"失效", u"生效",
                               u"截止", u"截至", u"施行", u"实施", u"统计",
                               u"会议", u"访问", u"征集", u"有效", u"办理",
                               u"印发", u"更新", u"采集"};

// The day that follows a label, after a colon or the like.
std::optional<Day> LabelledDay(View head, View label) {
  constexpr size_t kBare = 2;
  for (size_t at = head.find(label); at != npos;
       at = head.find(label, at + 1)) {
    const View before = head.substr(at - std::min<size_t>(at, 2), 2);
    if (label.size() == kBare &&
        std::any_of(std::begin(kOtherDays), std::end(kOtherDays),
                    [&](View word) { return EndsWith(before, word); })) {
      continue;
    }
    size_t i = at + label.size();
    while (IsOneOf(At(head, i), u":] [|\n()")) ++i;
    // "发布日期 : [" and no more than that.
    constexpr size_t kMostMarks = 5;
    if (i - at > label.size() + kMostMarks) continue;
    if (auto day = DayAt(head, i); day.has_value()) return day;
  }
  return std::nullopt;
}

template <size_t kCount>
std::optional<Day> LabelledDay(View text, const View (&labels)[kCount]) {
  for (View label : labels) {
    if (const auto day = LabelledDay(text, label)) return day;
  }
  return std::nullopt;
}

// The day of a line without prose; nullopt for others, and for today's.
std::optional<Day> DayOfLine(View line) {
  for (View word : {u"。", u"今天", u"今日", u"星期", u"现在是", u"《", u"废止",
                    u"失效", u"截止", u"有效期", u"施行"}) {
    if (Contains(line, word)) return std::nullopt;
  }
  return line.size() > kLongestDateLine ? std::nullopt : FirstDay(line);
}

// A day in the lines around the title, where pages print date and source.
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
    const auto day = DayOfLine(text.substr(begin, end - begin));
    if (day.has_value()) return day;
    begin = end;
  }
  return std::nullopt;
}

// A day in a line above the body, the one next to it first.
std::optional<Day> DayAboveBody(View text, const PageLines& page) {
  for (auto line = page.lines.rbegin(); line != page.lines.rend(); ++line) {
    const View words = text.substr(line->begin, line->end - line->begin);
    if (const auto day = DayOfLine(words); day.has_value()) return day;
  }
  return std::nullopt;
}

// The day of a dateline: 新华社北京2021年3月31日电.
std::optional<Day> DayOfDateline(View body) {
  constexpr size_t kDateline = 30;
  const View head = body.substr(0, kDateline);
  for (size_t i = 0; i < head.size(); ++i) {
    const auto day = DayAt(head, i);
    if (day.has_value() && IsOneOf(At(head, day->end), u"电讯")) return day;
  }
  return std::nullopt;
}

// The day that a line ends in, written with 年, or that is all of it; nullopt
// for none, and for a line of prose.
std::optional<Day> DayAtEndOf(View line) {
  while (!line.empty() && IsOneOf(line.back(), u")|")) line.remove_suffix(1);
  for (size_t i = 0; i < line.size() && line.size() <= kLongestDateLine; ++i) {
    const auto day = DayAt(line, i);
    if (!day.has_value() || day->end != line.size()) continue;
    if (IsOneOf(line.back(), u"日号") || i == 0) return day;
  }
  return std::nullopt;
}

// The day that signs the report: of the last line that ends in one.
std::optional<Day> SigningDay(View text) {
  size_t end = text.size();
  const size_t stop = text.size() - std::min(text.size(), kTail);
  while (end > stop) {
    const size_t at = text.rfind(u'\n', end - 1);
    const size_t begin = at == npos ? 0 : at + 1;
    const auto day = DayAtEndOf(text.substr(begin, end - begin));
    if (day.has_value() || at == npos) return day;
    end = at;
  }
  return std::nullopt;
}

std::optional<Day> PublishDay(View text, size_t title_end) {
  if (const auto day = LabelledDay(text.substr(0, kHead), kLabels)) return day;
  if (title_end > 0) {
    if (const auto day = DayNearTitle(text, title_end)) return day;
  }
  const PageLines page = ReadPageLines(text);
  if (const auto day = DayAboveBody(text, page)) return day;
  if (const auto day = DayOfDateline(text.substr(page.body))) return day;
  const size_t foot = text.size() - std::min(text.size(), kFoot);
  if (const auto day = LabelledDay(text.substr(foot), kLabelsAtFoot)) {
    return day;
  }
  return SigningDay(text);
}

}  // namespace

std::string FindPublishDate(View text, size_t title_end) {
  const std::optional<Day> day = PublishDay(text, title_end);
  return day.has_value() ? day->ToString() : "";
}

}  // namespace nianbao::extractor
