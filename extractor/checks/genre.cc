// What makes a report: sentences, and one of these beside them.
//
//     a title of the genre         海淀区2020年法治政府建设年度报告
//     figures of the catalogue     two, or one and a year or a body
//     a body, a year and a topic   2023年,清城区民政局推进法治…
//     many figures and a topic     第三季度,市长信箱收到来信553件…
//
// Openings of reports have as little as four sentences without any figure, and
// tables of them no sentence (those that lack units have no figure either);
// error pages, lists and adverts have none of the three. What has sentences
// about government and law all the same (a notice, a statute) is let pass: a
// report that was taken for none would be lost.
//
// Without sentences and figures there is nothing to read, and the document may
// still say why: 附件, or the name of a file, tells that the text is elsewhere;
// a title alone, that a picture or a script holds it. Several titles are a list
// of links.
#include "extractor/checks/genre.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "extractor/report/diagnostics.h"
#include "extractor/text/utf16.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// Figures of indicators that make a report whatever else is known of it. Words
// of other pages link to an indicator now and then.
constexpr int kEnoughFigures = 2;
// Figures of whatever kind that make one beside a topic.
constexpr int kManyFigures = 8;
// Characters of the shortest sentence: 返回首页。 is none.
constexpr size_t kShortestSentence = 8;
// Lines that name a report from which on they are a list of reports: a page of
// one has its name in the title, the path and the link.
constexpr int kListOfReports = 4;

constexpr View kTopics[] = {u"法治",     u"依法",     u"执法",     u"复议",
                            u"诉讼",     u"普法",     u"司法",     u"信访",
                            u"信息公开", u"政务公开", u"政府工作", u"政务服务",
                            u"来信",     u"来访"};
constexpr View kFiles[] = {u"附件", u".pdf", u".doc", u".wps", u".ofd",
                           u".xls", u".zip", u".rar", u".PDF", u".DOC"};

int CountSentences(View text) {
  int sentences = 0;
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!IsOneOf(text[i], u"。!?;\n")) continue;
    if (text[i] == u'。' && i - begin >= kShortestSentence) ++sentences;
    begin = i + 1;
  }
  return sentences;
}

int CountLinesWith(View text, View word) {
  int lines = 0;
  for (size_t at = text.find(word); at != npos; at = text.find(word, at)) {
    ++lines;
    at = std::min(text.find(u'\n', at), text.size());
  }
  return lines;
}

// What CheckGenre judges by.
struct Evidence {
  int sentences = 0;
  int figures = 0;
  int known_figures = 0;
};

Evidence CountFigures(const v1::Report& report) {
  Evidence evidence;
  evidence.figures = report.observations_size();
  evidence.known_figures = static_cast<int>(std::count_if(
      report.observations().begin(), report.observations().end(),
      [](const v1::Observation& o) { return !o.indicator().empty(); }));
  return evidence;
}

bool IsReport(View text, const ReportHead& read, const Evidence& evidence) {
  if (evidence.sentences == 0) return false;
  const bool has_year = read.year != 0;
  const bool has_body = read.issuer.level() != v1::LEVEL_UNSPECIFIED;
  const bool has_topic = ContainsAny(text, kTopics);
  return !read.title.text.empty() ||
         (evidence.figures >= kManyFigures && has_topic) ||
         (evidence.known_figures > 0 && (has_year || has_body)) ||
         (has_year && has_body && has_topic);
}

// How a document without sentences says that its text is elsewhere; empty when
// it does not, so that what it has is its text.
Wording WhyNoText(View text, const ReportHead& read) {
  const bool is_empty = std::all_of(text.begin(), text.end(),
                                    [](char16_t c) { return c == '\n'; });
  if (is_empty) {
    return {"the document has no text", "文档没有文字", {{"has", "nothing"}}};
  }
  if (ContainsAny(text, kFiles)) {
    return {"the document has no text but the names of files",
            "文档没有正文，只有附件",
            {{"has", "files"}}};
  }
  if (!read.title.text.empty() &&
      CountLinesWith(text, u"报告") < kListOfReports) {
    return {"the document has a title without a text",
            "文档只有标题，没有正文",
            {{"has", "title"}}};
  }
  return {};
}

void Add(absl::string_view code, Wording wording, v1::Report& report) {
  v1::Diagnostic& diagnostic = AddDiagnostic(
      report, code, v1::Diagnostic::SEVERITY_ERROR, std::move(wording));
  for (int i = 0; i < report.observations_size(); ++i) {
    diagnostic.add_observations(i);
  }
}

// A table was read in vain.
bool LacksUnits(const v1::Report& report) {
  return std::any_of(
      report.diagnostics().begin(), report.diagnostics().end(),
      [](const v1::Diagnostic& d) { return d.code() == "UNIT_MISSING"; });
}

}  // namespace

void CheckGenre(View text, const ReportHead& read, v1::Report& report) {
  Evidence evidence = CountFigures(report);
  // So it is with nearly all documents: the text need not be gone through.
  if (evidence.known_figures >= kEnoughFigures) return;
  evidence.sentences = CountSentences(text);
  if (IsReport(text, read, evidence)) return;
  if (evidence.sentences == 0) {
    if (!read.title.text.empty() && LacksUnits(report)) return;
    Wording why = WhyNoText(text, read);
    if (!why.empty()) return Add("NO_TEXT", std::move(why), report);
  }
  Add("NOT_A_REPORT",
      {absl::StrCat(
           "the document reads like no annual report: ", evidence.sentences,
           " sentences, and ", evidence.known_figures, " of ", evidence.figures,
           " figures are of an indicator"),
       absl::StrCat("文档不像年度报告：", evidence.sentences, "句，",
                    evidence.figures, "个数字中有", evidence.known_figures,
                    "个属于指标"),
       {{"sentences", absl::StrCat(evidence.sentences)},
        {"figures", absl::StrCat(evidence.figures)},
        {"known_figures", absl::StrCat(evidence.known_figures)}}},
      report);
}

}  // namespace nianbao::extractor
