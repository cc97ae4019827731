#include "extractor/report/report_writer.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/domain/report_limits.h"
#include "common/domain/units.h"
#include "extractor/counts/relations.h"
#include "extractor/report/counted_noun.h"
#include "extractor/report/observation_ids.h"
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
    if (report.sections_size() > kMaxSections) continue;
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

// The units around a figure that are quoted.
struct Context {
  size_t begin = 0;
  size_t end = 0;
};

Context ContextOf(const Figure& figure, const OutlineSentence& sentence) {
  return {std::max(sentence.begin,
                   figure.begin - std::min(figure.begin, kLongestContext)),
          std::min(sentence.end, figure.end + kLongestContext)};
}

// Where the figure of `span` stands in `sentence`: its first byte is at `begin`
// there.
void WritePlace(const std::string& sentence, int begin, const v1::Span& span,
                v1::Evidence& evidence) {
  v1::Range& bytes = *evidence.mutable_figure();
  bytes.set_begin(begin);
  bytes.set_end(begin + span.end() - span.begin());
  const absl::string_view before =
      absl::string_view(sentence).substr(0, bytes.begin());
  const absl::string_view figure = absl::string_view(sentence).substr(
      bytes.begin(), bytes.end() - bytes.begin());
  v1::Range& units = *evidence.mutable_figure_utf16();
  units.set_begin(static_cast<int>(Utf16Length(before)));
  units.set_end(units.begin() + static_cast<int>(Utf16Length(figure)));
}

// The part of a figure that is printed in one place: of one in a table, what
// stands in its cell; its unit may stand above.
v1::Span SpanOf(const NormalizedText& text, const OutlineSentence& sentence,
                const Figure& figure) {
  if (sentence.cell < 0) return text.Original(figure.begin, figure.end);
  const CellSentence& cell = text.cells[sentence.cell];
  return text.Original(std::max(figure.begin, cell.cell_begin),
                       std::min(figure.end, cell.cell_end));
}

// 项目 | 受理 | 数量(件): 45, of a cell and its headers; where the cell begins
// in it.
std::string QuoteCell(const NormalizedText& text, const CellSentence& cell,
                      size_t* begin) {
  std::string quote;
  for (const v1::Span& header : cell.headers) {
    absl::StrAppend(
        &quote, quote.empty() ? "" : " | ",
        text.document.substr(header.begin(), header.end() - header.begin()));
  }
  if (!quote.empty()) quote += ": ";
  *begin = quote.size();
  return quote + Quote(text, cell.cell_begin, cell.cell_end);
}

void WriteEvidence(const NormalizedText& text, const Context& context,
                   const OutlineSentence& sentence, const v1::Span& span,
                   v1::Evidence& evidence) {
  *evidence.mutable_span() = span;
  if (sentence.cell < 0) {
    evidence.set_sentence(Quote(text, context.begin, context.end));
    const int begin = text.Original(context.begin, context.end).begin();
    WritePlace(evidence.sentence(), span.begin() - begin, span, evidence);
    return;
  }
  const CellSentence& cell = text.cells[sentence.cell];
  size_t begin = 0;
  evidence.set_sentence(QuoteCell(text, cell, &begin));
  const int printed = text.Original(cell.cell_begin, cell.cell_end).begin();
  WritePlace(evidence.sentence(),
             static_cast<int>(begin) + span.begin() - printed, span, evidence);
}

void WriteQuantity(const NormalizedText& text, const Figure& figure,
                   const v1::Span& span, v1::Quantity& quantity) {
  quantity.set_value(figure.value.ToDouble());
  quantity.set_decimal(figure.value.ToString());
  quantity.set_unit(ToUtf8(figure.unit));
  quantity.set_modifier(figure.modifier);
  quantity.set_text(std::string(
      text.document.substr(span.begin(), span.end() - span.begin())));
}

// What each figure counts, and how it goes with another: once all observations
// are written, since some speak of a later one.
void WriteCounted(const NormalizedText& text, const Outline& outline,
                  const std::vector<Reading>& readings,
                  const std::vector<Counted>& counted, v1::Report& report) {
  for (int i = 0; i < report.observations_size(); ++i) {
    v1::Observation& out = *report.mutable_observations(i);
    std::optional<v1::CountedNoun> noun = WriteNoun(text, counted[i]);
    if (noun.has_value()) *out.mutable_noun() = *std::move(noun);
    const FigureRelation relation =
        RelationOf(i, outline, readings, counted, report.year());
    out.set_relation(relation.relation);
    if (relation.related >= 0 &&
        relation.related < report.observations_size()) {
      out.set_related(relation.related);
    }
  }
}

v1::Issuer WriteIssuer(const v1::Issuer& issuer, const Bodies& bodies) {
  v1::Issuer out = issuer;
  if (issuer.level() == v1::LEVEL_DEPARTMENT) {
    const v1::Body* const body = bodies.Find(issuer.name());
    if (body != nullptr) out.set_body(body->name());
  }
  return out;
}

// The title with the blank that parts it into two halves, as headlines are
// printed: 司法局抓五项重点 做实普法. Blanks around numbers and between single
// characters say nothing.
std::u16string PrintedTitle(const NormalizedText& text, const Title& title) {
  // Bytes of nearly every Chinese character in UTF-8.
  constexpr uint32_t kBytes = 3;
  constexpr size_t kShortestHalf = 4;
  const size_t found = text.text.rfind(title.text, title.end);
  if (title.type != v1::Report::TYPE_OTHER || found == npos) return title.text;
  size_t blank = 0;
  for (size_t i = 1; i < title.text.size(); ++i) {
    const size_t at = found + i;
    if (text.offsets[at] - text.offsets[at - 1] <= kBytes ||
        !IsHan(title.text[i - 1]) || !IsHan(title.text[i])) {
      continue;
    }
    if (blank > 0) return title.text;
    blank = i;
  }
  std::u16string printed = title.text;
  if (blank >= kShortestHalf && title.text.size() - blank >= kShortestHalf) {
    printed.insert(blank, 1, u' ');
  }
  return printed;
}

}  // namespace

v1::Report WriteReport(const NormalizedText& text, const Outline& outline,
                       const ReportHead& head,
                       const std::vector<Reading>& readings,
                       const std::vector<Counted>& counted,
                       const std::vector<Link>& links,
                       const Catalogue& catalogue) {
  v1::Report report;
  report.set_script(text.script);
  report.set_title(ToUtf8(PrintedTitle(text, head.title)));
  // Most documents are of this type; one whose title says nothing is taken for
  // one.
  report.set_type(head.title.type == v1::Report::TYPE_UNSPECIFIED
                      ? v1::Report::TYPE_RULE_OF_LAW
                      : head.title.type);
  report.set_year(head.year);
  report.set_first_year(head.first_year);
  report.set_publish_date(head.publish_date);
  *report.mutable_issuer() = WriteIssuer(head.issuer, catalogue.bodies());
  const std::vector<std::string> paths = WriteSections(text, outline, report);
  const View units = text.text;
  ObservationIds ids;
  size_t bytes = 0;
  for (size_t i = 0; i < readings.size() && bytes <= kMaxReportBytes; ++i) {
    const Reading& reading = readings[i];
    const Figure& figure = reading.figure;
    const OutlineSentence& sentence = outline.sentences[reading.sentence];
    const Context context = ContextOf(figure, sentence);
    v1::Observation& out = *report.add_observations();
    out.set_id(
        ids.Next(units.substr(context.begin, context.end - context.begin),
                 units.substr(figure.begin, figure.end - figure.begin)));
    const v1::Span span = SpanOf(text, sentence, figure);
    WriteQuantity(text, figure, span, *out.mutable_quantity());
    if (links[i].indicator >= 0) {
      const v1::Indicator& indicator =
          catalogue.indicators()[links[i].indicator];
      out.set_indicator(indicator.name());
      out.set_confidence(links[i].confidence);
      const std::optional<double> value =
          ValueIn(indicator, out.quantity(), reading.kind);
      if (value.has_value()) out.set_value(*value);
    }
    out.set_kind(reading.kind);
    out.set_year(reading.year);
    out.set_scope(reading.scope);
    out.set_subject(ToUtf8(SubjectOf(text.text, reading)));
    WriteEvidence(text, context, sentence, span, *out.mutable_evidence());
    if (sentence.section >= 0) {
      out.mutable_evidence()->set_section(paths[sentence.section]);
    }
    bytes += out.ByteSizeLong();
  }
  WriteCounted(text, outline, readings, counted, report);
  return report;
}

}  // namespace nianbao::extractor
