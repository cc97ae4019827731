// A document's lines become paragraphs, runs with observations become marks:
//
//   <p class="line">受理<mark class="level c3 headline"
//   data-o="0">56件</mark>。</p>
//
// The classes of a mark are all that the page's styles and filters look at: the
// kind of figure, how sure its link is (c0 to c3), whether it stands for the
// report, whether a diagnostic doubts it. The rest is in the report's JSON,
// which the page's program looks up by data-o. A line that is a heading has the
// role of one, for readers of screens, and the first run of a section has an
// id, which the outline links to. Two passes over the lines: the first finds
// the headings that hold figures, the second writes. All text is escaped.

#include "client/review/article.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/output/numbers.h"
#include "client/output/paths.h"

namespace nianbao::client {
namespace {

// 1 to 3: how sure the link to the indicator is; 0 without one.
// The steps are those of the meter in reading.js.
int ConfidenceStep(const v1::Observation& observation) {
  constexpr double kSure = 0.9;
  constexpr double kLikely = 0.7;
  if (observation.indicator().empty()) return 0;
  if (observation.confidence() > kSure) return 3;
  return observation.confidence() >= kLikely ? 2 : 1;
}

const char* Language(v1::Script script) {
  switch (script) {
    case v1::SCRIPT_HANS:
      return "zh-Hans";
    case v1::SCRIPT_HANT:
      return "zh-Hant";
    default:
      return "zh";
  }
}

std::string Years(const v1::Report& report) {
  if (report.year() == 0) return "";
  if (report.first_year() == 0) return absl::StrCat(report.year(), "年");
  return absl::StrCat(report.first_year(), "–", report.year(), "年");
}

// Title, issuer, years and source above the text.
std::string Header(const v1::Report& report) {
  std::vector<std::string> facts;
  for (const std::string& fact :
       {report.issuer().name(), report.issuer().division_code(), Years(report),
        report.publish_date()}) {
    if (!fact.empty()) {
      facts.push_back(absl::StrCat("<span>", EscapeHtml(fact), "</span>"));
    }
  }
  const std::string source = ReadableSource(report.source_uri());
  const std::string& title = report.title().empty() ? source : report.title();
  return absl::StrCat("<header>\n<h1>", EscapeHtml(title), "</h1>\n",
                      "<p class=\"facts\">", absl::StrJoin(facts, " "),
                      "</p>\n<p class=\"source\">", EscapeHtml(source),
                      "</p>\n</header>\n");
}

class ArticleWriter {
 public:
  ArticleWriter(int number, const v1::Report& report)
      : number_(number),
        report_(report),
        anchored_(report.sections_size(), false),
        doubt_(report.observations_size(), ""),
        plain_heading_(report.sections_size(), true) {
    for (const v1::Diagnostic& diagnostic : report.diagnostics()) {
      const bool error =
          diagnostic.severity() == v1::Diagnostic::SEVERITY_ERROR;
      for (int i : diagnostic.observations()) {
        if (i < 0 || i >= report.observations_size()) continue;
        if (error) {
          doubt_[i] = "error";
        } else if (*doubt_[i] == '\0') {
          doubt_[i] = "warning";
        }
      }
    }
  }

  std::string Write(absl::Span<const TextLine> lines) {
    for (const TextLine& line : lines) {
      for (const TextRun& run : line.runs) {
        if (run.section >= 0 && !run.observations.empty()) {
          plain_heading_[run.section] = false;
        }
      }
    }
    absl::StrAppend(&html_, "<article class=\"document\" id=\"d", number_,
                    "\" lang=\"", Language(report_.script()), "\">\n",
                    Header(report_), "<div class=\"text\">");
    for (const TextLine& line : lines) AddLine(line);
    absl::StrAppend(&html_, "</div>\n</article>\n");
    return std::move(html_);
  }

 private:
  // A heading that holds figures is a sentence that begins with a number.
  bool IsHeading(int section) const {
    return section >= 0 && plain_heading_[section];
  }

  void AddLine(const TextLine& line) {
    if (line.runs.size() == 1 && IsHeading(line.runs[0].section)) {
      const int depth = report_.sections(line.runs[0].section).depth();
      // The document's title is level 1; deeper than 6 there is no level.
      absl::StrAppend(&html_, "<p class=\"line heading\" role=\"heading\"",
                      " aria-level=\"", std::clamp(depth, 1, 5) + 1, "\">");
    } else {
      absl::StrAppend(&html_, "<p class=\"line\">");
    }
    for (const TextRun& run : line.runs) AddRun(run);
    absl::StrAppend(&html_, "</p>");
  }

  void AddRun(const TextRun& run) {
    if (run.section >= 0) {
      absl::StrAppend(&html_, "<span");
      if (!anchored_[run.section]) {
        anchored_[run.section] = true;
        absl::StrAppend(&html_, " id=\"d", number_, "-s", run.section, "\"");
      }
      if (IsHeading(run.section)) absl::StrAppend(&html_, " class=\"lead\"");
      absl::StrAppend(&html_, ">");
    }
    if (run.observations.empty()) {
      absl::StrAppend(&html_, EscapeHtml(run.text));
    } else {
      absl::StrAppend(&html_, "<mark class=\"", Classes(run), "\" data-o=\"",
                      absl::StrJoin(run.observations, " "), "\">",
                      EscapeHtml(run.text), "</mark>");
    }
    if (run.section >= 0) absl::StrAppend(&html_, "</span>");
  }

  // The classes of a mark: kind and confidence of its first observation, and
  // whether any of them stands for the report or is in doubt.
  std::string Classes(const TextRun& run) const {
    const v1::Observation& first = report_.observations(run.observations[0]);
    std::string classes = absl::StrCat(EnumLabel(v1::Kind_Name(first.kind())),
                                       " c", ConfidenceStep(first));
    bool headline = false;
    absl::string_view doubt;
    for (int i : run.observations) {
      headline |= report_.observations(i).headline();
      if (doubt != "error" && *doubt_[i] != '\0') doubt = doubt_[i];
    }
    if (headline) absl::StrAppend(&classes, " headline");
    if (!doubt.empty()) absl::StrAppend(&classes, " ", doubt);
    return classes;
  }

  const int number_;
  const v1::Report& report_;
  // By section: whether its place is in the page.
  std::vector<bool> anchored_;
  // By observation: the class that a diagnostic gives it; empty for none.
  std::vector<const char*> doubt_;
  // By section: whether its heading holds no figure.
  std::vector<bool> plain_heading_;
  std::string html_;
};

}  // namespace

std::string Article(int number, const v1::Report& report,
                    absl::Span<const TextLine> lines) {
  return ArticleWriter(number, report).Write(lines);
}

}  // namespace nianbao::client
