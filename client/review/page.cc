// A page is the template page.html with its {{names}} filled in, once, at the
// end:
//
//   {{articles}}    the documents as HTML (article.h)
//   {{documents}}   what the page's program needs of them, as JSON: the report
//                   without its sentences, and the text in the other script,
//                   run by run in the order of the articles' runs
//   {{indicators}}  names of the indicators that occur, as JSON
//   {{style}}, {{script}}, {{policy}}   what is the same in every page
//
// Nothing of a document may become code. In HTML all its text is escaped; in
// JSON no "<" is left, so that no string ends the <script> it stands in; and
// the policy lets the browser run the one script with the right digest, load
// nothing and send nothing. Articles and JSON are kept as text while documents
// are added: what is held is about what is written, which kMaxBytes bounds.

#include "client/review/page.h"

#include <functional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "client/output/formats/json.h"
#include "client/output/paths.h"
#include "client/review/article.h"
#include "client/review/files.h"
#include "common/base/sha256.h"
#include "google/protobuf/struct.pb.h"

namespace nianbao::client {
namespace {

// JSON that cannot end the <script> it stands in. A "<" occurs in strings only,
// where it may be written as an escape.
std::string SafeJson(const google::protobuf::Message& message) {
  return absl::StrReplaceAll(ToJson(message), {{"<", "\\u003c"}});
}

// The runs in another script as a JSON array; null where none of them differs.
std::string RunsJson(absl::Span<const TextLine> lines,
                     const std::vector<std::string>& converted) {
  google::protobuf::ListValue runs;
  size_t i = 0;
  bool differs = false;
  for (const TextLine& line : lines) {
    for (const TextRun& run : line.runs) {
      differs |= converted[i] != run.text;
      runs.add_values()->set_string_value(converted[i++]);
    }
  }
  return differs ? SafeJson(runs) : "null";
}

// The candidate that the observation is linked to and the most probable of the
// others, in Chinese: what the page tells of them.
void KeepTwoCandidates(v1::Observation& observation) {
  int kept = 0;
  bool others = false;
  for (int i = 0; i < observation.candidates_size(); ++i) {
    const bool chosen =
        observation.candidates(i).indicator() == observation.indicator();
    if (!chosen && others) continue;
    others |= !chosen;
    observation.mutable_candidates()->SwapElements(kept++, i);
  }
  observation.mutable_candidates()->DeleteSubrange(
      kept, observation.candidates_size() - kept);
  for (v1::LinkCandidate& candidate : *observation.mutable_candidates()) {
    for (v1::LinkTerm& term : *candidate.mutable_terms()) term.clear_text();
  }
}

// What the page shows of a report beside its text, which holds the sentences
// already.
v1::Report Shown(v1::Report report) {
  for (v1::Observation& observation : *report.mutable_observations()) {
    observation.mutable_evidence()->clear_sentence();
    KeepTwoCandidates(observation);
  }
  report.set_source_uri(ReadableSource(report.source_uri()));
  return report;
}

// A source for a content security policy: `script` alone, by its digest, may
// run.
std::string HashSource(absl::string_view script) {
  return absl::StrCat(
      "'sha256-", absl::Base64Escape(absl::HexStringToBytes(Sha256Hex(script))),
      "'");
}

// Writes `page` with each {{name}} replaced by what `value` gives for it.
void Fill(absl::string_view page,
          const std::function<absl::string_view(absl::string_view)>& value,
          std::ostream& out) {
  size_t begin;
  while ((begin = page.find("{{")) != page.npos) {
    const size_t end = page.find("}}", begin);
    out << page.substr(0, begin)
        << value(page.substr(begin + 2, end - begin - 2));
    page.remove_prefix(end + 2);
  }
  out << page;
}

}  // namespace

absl::Status ReviewPage::Add(absl::string_view text, const v1::Report& report) {
  absl::StatusOr<std::vector<TextLine>> lines = CutText(text, report);
  if (!lines.ok()) return lines.status();
  // A text printed in Simplified characters alone is shown as it is when those
  // are asked for; likewise one in Traditional.
  std::string simplified = "null";
  std::string traditional = "null";
  if (report.script() != v1::SCRIPT_HANS) {
    absl::StatusOr<std::vector<std::string>> runs = scripts_.Simplified(*lines);
    if (!runs.ok()) return runs.status();
    simplified = RunsJson(*lines, *runs);
  }
  if (report.script() != v1::SCRIPT_HANT) {
    absl::StatusOr<std::vector<std::string>> runs =
        scripts_.Traditional(*lines);
    if (!runs.ok()) return runs.status();
    traditional = RunsJson(*lines, *runs);
  }
  const std::string article = Article(size_, report, *lines);
  const std::string document = absl::StrCat(
      "{\"report\":", SafeJson(Shown(report)), ",\n\"hans\":", simplified,
      ",\n\"hant\":", traditional, "}");
  if (articles_.size() + documents_.size() + article.size() + document.size() >
      kMaxBytes) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the page is full: it takes ", kMaxBytes, " bytes"));
  }
  absl::StrAppend(&articles_, article);
  absl::StrAppend(&documents_, size_ > 0 ? ",\n" : "", document);
  for (const v1::Observation& observation : report.observations()) {
    indicators_.insert(observation.indicator());
  }
  ++size_;
  return absl::OkStatus();
}

void ReviewPage::AddFailure(absl::string_view path, absl::string_view reason) {
  absl::StrAppend(&failures_, "<li><b>", EscapeHtml(path), "</b> ",
                  EscapeHtml(reason), "</li>\n");
}

std::string ReviewPage::IndicatorNames() const {
  google::protobuf::ListValue names;
  for (const std::string& name : indicators_) {
    const v1::Indicator* indicator = catalogue_.Find(name);
    if (indicator == nullptr) continue;
    google::protobuf::ListValue& entry =
        *names.add_values()->mutable_list_value();
    for (const std::string& part :
         {name, indicator->display_name_zh(), indicator->display_name_en()}) {
      entry.add_values()->set_string_value(part);
    }
  }
  return SafeJson(names);
}

void ReviewPage::Write(std::ostream& out) const {
  const std::string script = ReviewScript();
  const std::string policy =
      absl::StrCat("default-src 'none'; img-src data:; style-src ",
                   HashSource(ReviewStyle()), "; script-src ",
                   HashSource(script), "; base-uri 'none'; form-action 'none'");
  const std::string names = IndicatorNames();
  const std::string failures =
      failures_.empty()
          ? ""
          : absl::StrCat(
                "<section class=\"failures\">\n<h2>未能读取</h2>\n"
                "<ul>\n",
                failures_, "</ul>\n</section>\n");
  Fill(
      ReviewTemplate(),
      [&](absl::string_view name) -> absl::string_view {
        if (name == "policy") return policy;
        if (name == "style") return ReviewStyle();
        if (name == "articles") return articles_;
        if (name == "failures") return failures;
        if (name == "indicators") return names;
        if (name == "documents") return documents_;
        return script;
      },
      out);
}

}  // namespace nianbao::client
