#include "extractor/report/report_writer.h"

#include <algorithm>
#include <string>

#include "extractor/report/subject.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// A sentence is quoted up to this many characters on either side of a figure:
// enough to understand it, and a bound where full stops are missing.
constexpr size_t kLongestContext = 150;
// Depth of the deepest headings that are sections of a report: (1).
constexpr int kDeepestSection = 4;

// The part of the document that units [begin, end) were read from, as printed.
std::string Quote(const NormalizedText& text, size_t begin, size_t end) {
  const v1::Span span = text.Original(begin, end);
  return std::string(
      text.document.substr(span.begin(), span.end() - span.begin()));
}

// Adds the sections to the report; returns the path of each.
std::vector<std::string> WriteSections(const NormalizedText& text,
                                       const Outline& outline,
                                       v1::Report& report) {
  std::vector<std::string> paths(outline.sections.size());
  for (size_t s = 0; s < outline.sections.size(); ++s) {
    const OutlineSection& section = outline.sections[s];
    paths[s] = ToUtf8(outline.Path(text.text, static_cast<int>(s)));
    // 一是 and its like number sentences, not parts of the report.
    if (section.depth > kDeepestSection) continue;
    v1::Section* out = report.add_sections();
    out->set_number(paths[s]);
    if (section.end > section.begin + section.mark) {
      out->set_heading(Quote(text, section.begin + section.mark, section.end));
    }
    out->set_depth(section.depth);
    *out->mutable_span() = text.Original(section.begin, section.end);
  }
  return paths;
}

void WriteEvidence(const NormalizedText& text, const Outline& outline,
                   const std::vector<std::string>& paths,
                   const Reading& reading, v1::Evidence& evidence) {
  const Figure& figure = reading.figure;
  const OutlineSentence& sentence = outline.sentences[reading.sentence];
  const size_t begin = std::max(
      sentence.begin, figure.begin - std::min(figure.begin, kLongestContext));
  const size_t end = std::min(sentence.end, figure.end + kLongestContext);
  *evidence.mutable_span() = text.Original(figure.begin, figure.end);
  evidence.set_sentence(Quote(text, begin, end));
  if (sentence.section >= 0) evidence.set_section(paths[sentence.section]);
}

}  // namespace

v1::Report WriteReport(const NormalizedText& text, const Outline& outline,
                       const ReportHead& head,
                       const std::vector<Reading>& readings,
                       const std::vector<Link>& links, const Linker& linker) {
  v1::Report report;
  report.set_script(text.script);
  report.set_title(ToUtf8(head.title.text));
  // Most documents are of this type; one whose title says nothing is taken for
  // one.
  report.set_type(head.title.type == v1::Report::TYPE_UNSPECIFIED
                      ? v1::Report::TYPE_RULE_OF_LAW
                      : head.title.type);
  report.set_year(head.year);
  report.set_first_year(head.first_year);
  report.set_publish_date(head.publish_date);
  *report.mutable_issuer() = head.issuer;
  const std::vector<std::string> paths = WriteSections(text, outline, report);
  for (size_t i = 0; i < readings.size(); ++i) {
    const Reading& reading = readings[i];
    v1::Observation& out = *report.add_observations();
    if (links[i].indicator >= 0) {
      out.set_indicator(linker.indicators()[links[i].indicator].name);
      out.set_confidence(links[i].confidence);
    }
    v1::Quantity& quantity = *out.mutable_quantity();
    quantity.set_value(reading.figure.value.ToDouble());
    quantity.set_decimal(reading.figure.value.ToString());
    quantity.set_unit(ToUtf8(reading.figure.unit));
    quantity.set_modifier(reading.figure.modifier);
    quantity.set_text(Quote(text, reading.figure.begin, reading.figure.end));
    out.set_kind(reading.kind);
    out.set_year(reading.year);
    out.set_scope(reading.scope);
    out.set_subject(ToUtf8(SubjectOf(text.text, reading)));
    WriteEvidence(text, outline, paths, reading, *out.mutable_evidence());
  }
  return report;
}

}  // namespace nianbao::extractor
