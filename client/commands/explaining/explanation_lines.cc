#include "client/commands/explaining/explanation_lines.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "client/output/formats/table.h"
#include "client/output/printable.h"

namespace nianbao::client {
namespace {

// The sentence with brackets around the figure, on one line.
std::string MarkedSentence(const v1::Evidence& evidence) {
  const absl::string_view sentence = evidence.sentence();
  const int begin = evidence.figure().begin(), end = evidence.figure().end();
  if (begin < 0 || begin > end || end > static_cast<int>(sentence.size())) {
    return Printable(sentence);
  }
  return Printable(absl::StrCat(sentence.substr(0, begin), "【",
                                sentence.substr(begin, end - begin), "】",
                                sentence.substr(end)));
}

// "part of #2", or "part" where it is not known of what; empty without a
// relation.
std::string RelationLine(const v1::Observation& observation) {
  const std::string other = observation.has_related()
                                ? absl::StrCat(" of #", observation.related())
                                : "";
  switch (observation.relation()) {
    case v1::RELATION_PART:
      return absl::StrCat("part", other);
    case v1::RELATION_SHARE:
      return absl::StrCat("share", other);
    case v1::RELATION_CHANGE:
      return absl::StrCat("change", other);
    case v1::RELATION_BASE:
      return absl::StrCat("base", other);
    default:
      return "";
  }
}

std::string CandidateLines(absl::string_view lead,
                           const v1::LinkCandidate& candidate) {
  const absl::string_view name =
      candidate.indicator().empty()
          ? "no indicator"
          : absl::StripPrefix(candidate.indicator(), "indicators/");
  std::string lines = absl::StrFormat("    %s%s %.1f%%\n", lead, name,
                                      100 * candidate.probability());
  for (const v1::LinkTerm& term : candidate.terms()) {
    absl::StrAppendFormat(&lines, "      %+.2f  %s\n", term.weight(),
                          Printable(term.text()));
  }
  return lines;
}

}  // namespace

std::string ExplanationLines(int index, const v1::Observation& observation) {
  std::string lines = absl::StrCat(
      "#", index, "  ", MarkedSentence(observation.evidence()), "\n");
  const std::string relation = RelationLine(observation);
  if (!relation.empty()) absl::StrAppend(&lines, "    ", relation, "\n");
  if (observation.candidates().empty()) {
    absl::StrAppend(&lines, "    a value of no indicator: not asked about\n");
    return lines;
  }
  // The link first, then the most probable of the others.
  const v1::LinkCandidate* second = nullptr;
  for (const v1::LinkCandidate& candidate : observation.candidates()) {
    if (candidate.indicator() == observation.indicator()) {
      absl::StrAppend(&lines, CandidateLines("", candidate));
    } else if (second == nullptr) {
      second = &candidate;
    }
  }
  if (second != nullptr) {
    absl::StrAppend(&lines, CandidateLines("second: ", *second));
  }
  return lines;
}

}  // namespace nianbao::client
