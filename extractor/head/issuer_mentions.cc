#include "extractor/head/issuer_mentions.h"

#include <algorithm>

#include "extractor/head/body_names.h"
#include "extractor/head/dates.h"
#include "extractor/head/page_lines.h"
#include "extractor/text/utf16.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// Characters after the title in which labels of the page stand.
constexpr size_t kLabelWindow = 400;
// Characters at the end that signature, date and footer of the page take.
constexpr size_t kTailWindow = 600;
// Characters of a first sentence, up to what its subject did.
constexpr size_t kSubjectWindow = 160;
// The sentence with 现将 ends the first paragraph, which may be a long one.
constexpr size_t kReportedWindow = 800;
// Longest names of bodies: 新疆维吾尔自治区…市场监督管理局 has under 30
// characters, and what stands before a name in the opening takes some more.
constexpr size_t kLongestName = 30;
constexpr size_t kLongestClause = 40;
// Clauses of the first sentence that its subject may open.
constexpr int kMostClauses = 4;

// The body between 现将 and the year or what it reports on:
// 现将上海市崇明区人民 政府2019年度…报告如下.
std::u16string ReportedBody(View body) {
  constexpr View kNow = u"现将";
  const size_t at = body.substr(0, kReportedWindow).find(kNow);
  if (at == npos) return {};
  const View rest = body.substr(at + kNow.size(), kLongestClause);
  size_t end = rest.find_first_of(u"0123456789,。本我");
  for (View next :
       {u"法治", u"推进", u"有关", u"依法", u"工作", u"情况", u"相关"}) {
    end = std::min(end, rest.find(next));
  }
  return end == npos ? std::u16string() : std::u16string(rest.substr(0, end));
}

// What the opening says after its adverbials: after "2023年以来," and after
// "在市委领导下,".
View AfterAdverbials(View opening) {
  size_t from = 0;
  // Only a year at the begin is adverbial.
  constexpr size_t kAdverb = 4;
  if (const auto years = FindYears(opening);
      years.has_value() && years->begin <= kAdverb) {
    from = years->end;
  }
  for (View filler :
       {u"上半年", u"下半年", u"今年", u"去年", u"近年", u"一年", u"以来",
        u"来", u"里", u"近日", u"日前", u"连日来", u","}) {
    if (opening.substr(from, filler.size()) == filler) from += filler.size();
  }
  while (opening.substr(from, 1) == u"在" || opening.substr(from, 1) == u"受") {
    const size_t comma = opening.find(u',', from);
    if (comma == npos) break;
    const View clause = opening.substr(from, comma - from);
    if (!EndsWith(clause, u"下") && !EndsWith(clause, u"导")) break;
    from = comma + 1;
  }
  return opening.substr(std::min(from, opening.size()));
}

// Where the names of divisions that the clause begins with end, one after the
// other: 北京市海淀区.
size_t EndOfPlaces(View clause, const PlaceNames& places) {
  size_t end = 0;
  for (const PlaceNames::Mention& mention : places.Find(clause)) {
    if (mention.is_stem || mention.begin != end) break;
    end = mention.end;
  }
  return end;
}

// The text from its first sentence on: headings and labels stand above it.
View FromFirstSentence(View body) {
  constexpr size_t kMostLines = 8;
  constexpr size_t kLongestHeading = 40;
  for (size_t line = 0; line < kMostLines; ++line) {
    const size_t end = body.find(u'\n');
    if (end == npos || end > kLongestHeading ||
        body.substr(0, end).find_first_of(u",。") != npos) {
      break;
    }
    body.remove_prefix(end + 1);
  }
  return body;
}

// The body that the opening names as its subject, before what it did.
std::u16string SubjectOfOpening(View body, const PlaceNames& places) {
  const View rest =
      AfterAdverbials(FromFirstSentence(body).substr(0, kSubjectWindow));
  for (View self : {u"我局", u"我厅", u"本局", u"我委"}) {
    if (StartsWith(rest, 0, self)) return std::u16string(self);
  }
  // 2024年是攻坚之年,太平镇…: the subject may open a later clause.
  View left = rest;
  for (int clauses = 0; clauses < kMostClauses; ++clauses) {
    const size_t end = std::min(left.find_first_of(u",。;:\n《“"), left.size());
    View clause = left.substr(0, std::min(end, kLongestClause));
    // 记者从市司法局获悉: who told it.
    const size_t told = clause.find(u"记者从");
    if (told != npos) clause.remove_prefix(told + View(u"记者从").size());
    // 清泉县司法局在市委领导下 names it first, 省司法厅指导下 those above
    // alone.
    constexpr size_t kShortestName = 2;
    const size_t under = clause.find(u'在', kShortestName);
    if (under == npos &&
        EndsWithAny(clause, {u"领导下", u"指导下", u"支持下"})) {
      clause = {};
    }
    clause = clause.substr(0, under);
    const size_t department = EndOfDepartment(clause);
    const size_t length =
        department > 0 ? department : EndOfPlaces(clause, places);
    if (length > 0) return std::u16string(clause.substr(0, length));
    if (At(left, end) != u',') break;
    left.remove_prefix(end + 1);
  }
  return {};
}

// The body between 由 and 编制: 本报告由清泉县司法局编制.
std::u16string CompiledBy(View body) {
  constexpr View kCompiled = u"编制";
  const View opening = body.substr(0, kReportedWindow);
  const size_t end = opening.find(kCompiled);
  if (end == npos) return {};
  const size_t by = opening.substr(0, end).rfind(u'由');
  if (by == npos || end - by > kLongestName) return {};
  const View name = opening.substr(by + 1, end - by - 1);
  return IsNameOfBody(name) ? std::u16string(name) : std::u16string();
}

// The value of a label that names the source: 来源:…, 发布机构 | ….
std::u16string SourceLine(View head) {
  for (View label : {u"发布机构", u"发布单位", u"信息来源", u"来源",
                     u"公开机构", u"制发机关"}) {
    const size_t at = head.find(label);
    if (at == npos) continue;
    size_t i = at + label.size();
    while (i < head.size() && View(u":] [|\n").find(head[i]) != npos) ++i;
    const View value = head.substr(i, kLongestName);
    size_t end = value.find_first_of(u"\n|[],。0123456789(");
    for (View next : {u"发布", u"日期", u"时间", u"浏览", u"作者", u"分享",
                      u"点击", u"字", u"公开"}) {
      end = std::min(end, value.find(next));
    }
    return std::u16string(value.substr(0, std::min(end, value.size())));
  }
  return {};
}

// The source without the office through which a government publishes.
std::u16string WithoutOffice(std::u16string source) {
  for (View office : {u"办公室", u"政府办", u"党政办"}) {
    if (EndsWith(source, office)) source.resize(source.size() - office.size());
  }
  return source;
}

// The last line near the end that is the name of a body.
std::u16string Signature(View text) {
  size_t end = text.size();
  const size_t stop = text.size() - std::min(text.size(), kTailWindow);
  while (end > stop) {
    const size_t at = text.rfind(u'\n', end - 1);
    const size_t begin = at == npos ? 0 : at + 1;
    const View line = text.substr(begin, end - begin);
    if (IsNameOfBody(line)) return std::u16string(line);
    if (at == npos) break;
    end = at;
  }
  return {};
}

// The name of a body in a line of its own between title and body.
std::u16string Author(View text, size_t title_end) {
  for (const PageLine& line : ReadPageLines(text).lines) {
    const View words = text.substr(line.begin, line.end - line.begin);
    if (line.begin >= title_end && IsNameOfBody(words)) {
      return std::u16string(words);
    }
  }
  return {};
}

}  // namespace

IssuerMentions FindIssuerMentions(View text, size_t title_end,
                                  const PlaceNames& places) {
  const View head =
      text.substr(0, std::min(text.size(), title_end + kLabelWindow));
  const View body = text.substr(title_end);
  IssuerMentions mentions;
  mentions.source = WithoutOffice(SourceLine(head));
  mentions.author = Author(text, title_end);
  mentions.signature = Signature(text);
  mentions.subject = SubjectOfOpening(body, places);
  mentions.reported = CompiledBy(body);
  if (mentions.reported.empty()) mentions.reported = ReportedBody(body);
  return mentions;
}

}  // namespace nianbao::extractor
