#include "client/commands/finding/evidence_view.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "client/output/language.h"
#include "client/output/numbers.h"
#include "client/output/paths.h"
#include "client/output/printable.h"
#include "client/output/rows/observation_cells.h"

namespace nianbao::client {
namespace {

// A line "subject      受理行政复议申请"; none without a value.
void PrintLine(std::ostream& out, absl::string_view name,
               absl::string_view value) {
  if (value.empty()) return;
  // As wide as the longest of the names below.
  out << absl::StreamFormat("%-11s  %s\n", name, Printable(value));
}

// "≈530 件, level, 2020".
std::string ValueLine(const v1::Observation& observation) {
  std::string line = absl::StrCat(QuantityCell(observation.quantity()).readable,
                                  " ", observation.quantity().unit());
  for (const std::string& detail :
       {EnumLabel(v1::Kind_Name(observation.kind())),
        observation.year() == 0 ? "" : absl::StrCat(observation.year()),
        std::string(observation.scope() == v1::SCOPE_OTHER ? "of another body"
                                                           : "")}) {
    if (!detail.empty()) absl::StrAppend(&line, ", ", detail);
  }
  return line;
}

void PrintKnown(std::ostream& out, const v1::Report& report, int index) {
  const v1::Observation& observation = report.observations(index);
  PrintLine(out, "observation", ObservationLabel(report.name(), index));
  PrintLine(out, "indicator",
            absl::StripPrefix(observation.indicator(), "indicators/"));
  PrintLine(out, "value", ValueLine(observation));
  PrintLine(out, "subject", observation.subject());
  if (!observation.indicator().empty()) {
    PrintLine(out, "confidence", ReadableNumber(observation.confidence()));
  }
  for (const v1::Diagnostic& diagnostic : report.diagnostics()) {
    if (!absl::c_linear_search(diagnostic.observations(), index)) continue;
    PrintLine(out, "diagnostic",
              absl::StrCat(diagnostic.code(), ": ",
                           Told(diagnostic.message().c_str(),
                                diagnostic.message_zh().c_str())));
  }
  PrintLine(out, "issuer", report.issuer().name());
  PrintLine(out, "report", report.title());
  PrintLine(out, "published", report.publish_date());
  PrintLine(out, "source", ReadableSource(report.source_uri()));
  PrintLine(out, "section", observation.evidence().section());
  if (observation.evidence().page() > 0) {
    PrintLine(out, "page", absl::StrCat(observation.evidence().page()));
  }
}

}  // namespace

std::string MarkedSentence(const v1::Evidence& evidence) {
  const absl::string_view sentence = evidence.sentence();
  const int begin = evidence.figure().begin();
  const int end = evidence.figure().end();
  if (begin < 0 || begin >= end || end > static_cast<int>(sentence.size())) {
    return std::string(sentence);
  }
  return absl::StrCat(sentence.substr(0, begin), "【",
                      sentence.substr(begin, end - begin), "】",
                      sentence.substr(end));
}

Neighbours FindNeighbours(const v1::Report& report, int index) {
  const v1::Evidence& own = report.observations(index).evidence();
  const v1::Evidence* before = nullptr;
  const v1::Evidence* after = nullptr;
  for (const v1::Observation& observation : report.observations()) {
    const v1::Evidence& other = observation.evidence();
    if (other.sentence() == own.sentence()) continue;
    if (other.span().begin() < own.span().begin()) {
      if (before == nullptr || other.span().begin() > before->span().begin()) {
        before = &other;
      }
    } else if (after == nullptr ||
               other.span().begin() < after->span().begin()) {
      after = &other;
    }
  }
  Neighbours neighbours;
  if (before != nullptr) neighbours.before = before->sentence();
  if (after != nullptr) neighbours.after = after->sentence();
  return neighbours;
}

void PrintEvidence(std::ostream& out, const v1::Report& report, int index) {
  PrintKnown(out, report, index);
  const Neighbours neighbours = FindNeighbours(report, index);
  out << "\n";
  if (!neighbours.before.empty()) {
    out << "  " << Printable(neighbours.before) << "\n";
  }
  out << "> "
      << Printable(MarkedSentence(report.observations(index).evidence()))
      << "\n";
  if (!neighbours.after.empty()) {
    out << "  " << Printable(neighbours.after) << "\n";
  }
}

}  // namespace nianbao::client
