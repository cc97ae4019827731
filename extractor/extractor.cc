// The pipeline of extraction. Each stage has a room of its own, and rooms only
// use those before them:
//
//     document/   bytes -> text as decoded, UTF-8
//     text/       text -> normalized units with their places; outline
//     tables/     tables of figures -> sentences of the text
//     head/       -> title, issuer, year, date
//     figures/    -> readings: 受理187件 is a level of 2022
//     counts/     -> what each counts: 申请, of which 43 are a part
//     links/      -> links: it is reconsideration.accepted, surely
//     report/     -> the Report message
//     checks/     -> its diagnostics
//
// No stage changes what another has made, but for the report at the end, which
// is completed in place. All take time linear in the length of the text, and
// nothing is shared between documents but what Create() compiles.
#include "extractor/extractor.h"

#include <utility>
#include <vector>

#include "common/base/cancelled.h"
#include "common/base/sha256.h"
#include "common/base/version.h"
#include "common/domain/gazetteer.h"
#include "common/domain/report_identity.h"
#include "common/text/conversion_table.h"
#include "extractor/checks/checks.h"
#include "extractor/checks/consistency.h"
#include "extractor/checks/genre.h"
#include "extractor/checks/head_checks.h"
#include "extractor/checks/number_checks.h"
#include "extractor/counts/count_reader.h"
#include "extractor/document/decode.h"
#include "extractor/explanations/explainer.h"
#include "extractor/figures/figure_reader.h"
#include "extractor/figures/lexicon.h"
#include "extractor/figures/reading.h"
#include "extractor/head/hints.h"
#include "extractor/head/place_names.h"
#include "extractor/head/report_head.h"
#include "extractor/links/linker.h"
#include "extractor/report/candidate_writer.h"
#include "extractor/report/diagnostics.h"
#include "extractor/report/headline.h"
#include "extractor/report/limits.h"
#include "extractor/report/pages.h"
#include "extractor/report/report_writer.h"
#include "extractor/tables/table_sentences.h"
#include "extractor/text/normalize.h"
#include "extractor/text/outline.h"
#include "extractor/text/rewrap.h"

namespace nianbao::extractor {

// What all documents share.
struct Extractor::Impl {
  Catalogue catalogue;
  std::unique_ptr<const ConversionTable> conversion;
  std::unique_ptr<const Lexicon> lexicon;
  std::unique_ptr<const Linker> linker;
  PlaceNames places{Gazetteer::Get()};
};

Extractor::Extractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Extractor::~Extractor() = default;

absl::StatusOr<std::unique_ptr<Extractor>> Extractor::Create(
    const Catalogue& catalogue) {
  absl::StatusOr<std::unique_ptr<const Scorer>> scorer = Scorer::Embedded();
  if (!scorer.ok()) return scorer.status();
  return Create(catalogue, *std::move(scorer));
}

absl::StatusOr<std::unique_ptr<Extractor>> Extractor::Create(
    const Catalogue& catalogue, std::unique_ptr<const Scorer> scorer) {
  auto impl = std::make_unique<Impl>();
  impl->catalogue = catalogue;
  auto conversion = ConversionTable::Create(ProperNames(Gazetteer::Get()));
  if (!conversion.ok()) return conversion.status();
  impl->conversion = *std::move(conversion);
  auto lexicon = Lexicon::Embedded();
  if (!lexicon.ok()) return lexicon.status();
  impl->lexicon = *std::move(lexicon);
  auto linker = Linker::Create(catalogue, *impl->lexicon, std::move(scorer));
  if (!linker.ok()) return linker.status();
  impl->linker = *std::move(linker);
  return std::unique_ptr<Extractor>(new Extractor(std::move(impl)));
}

absl::StatusOr<v1::Report> Extractor::Extract(
    const v1::Document& document, std::string* decoded_text,
    absl::FunctionRef<bool()> stopped) const {
  const Scorer& scorer = impl_->linker->scorer();
  ScorerChooser chooser(scorer);
  return Run(document, decoded_text, stopped, scorer, chooser, nullptr);
}

absl::StatusOr<v1::Report> Extractor::Explain(
    const v1::Document& document, std::string* decoded_text,
    absl::FunctionRef<bool()> stopped) const {
  const Scorer& scorer = impl_->linker->scorer();
  Explainer explainer(scorer);
  return Run(document, decoded_text, stopped, scorer, explainer, &explainer);
}

absl::StatusOr<v1::Report> Extractor::ExtractWith(const v1::Document& document,
                                                  const Scorer& scorer,
                                                  LinkChooser& chooser) const {
  return Run(
      document, nullptr, [] { return false; }, scorer, chooser, nullptr);
}

absl::StatusOr<v1::Report> Extractor::Run(const v1::Document& document,
                                          std::string* decoded_text,
                                          absl::FunctionRef<bool()> stopped,
                                          const Scorer& scorer,
                                          LinkChooser& chooser,
                                          const Explainer* explainer) const {
  // Bytes to UTF-8: the text that all spans of the report speak of.
  const absl::StatusOr<DecodedText> decoded = Decode(document);
  if (!decoded.ok()) return decoded.status();
  if (absl::Status fit = CheckPages(document, decoded->text().size());
      !fit.ok()) {
    return fit;
  }
  if (stopped()) return Cancelled();

  // The text as rules read it: half-width, Simplified, without blanks, tables
  // of figures as sentences, without the line breaks of its layout.
  absl::StatusOr<NormalizedText> text =
      Normalize(decoded->text(), *impl_->conversion);
  if (!text.ok()) return text.status();
  const UnitlessNumbers unitless =
      SpellOutTables(decoded->tables, impl_->lexicon->unit_trie, *text);
  JoinBrokenLines(*text);
  if (stopped()) return Cancelled();

  // Headings and sentences.
  const Outline outline = ReadOutline(text->text, text->cells);

  // Who reports, for which year; what the caller knows of it wins.
  const ReportHead read = ReadHead(text->text, impl_->places);
  const absl::StatusOr<HintedHead> hinted =
      ApplyHints(document.hints(), read, impl_->places, *impl_->conversion);
  if (!hinted.ok()) return hinted.status();
  const ReportHead& head = hinted->head;

  // Quantities, and what each says: kind, year, whom it speaks of.
  std::vector<Figure> impossible;
  const std::vector<Reading> readings = ReadFigures(
      text->text, outline, {head.year, head.MayBeProvince(), head.told_year},
      *impl_->lexicon, stopped, &impossible);

  // What each counts, and how it goes with others.
  const std::vector<Counted> counted =
      ReadCounted(text->text, outline, readings);

  // The indicator that each is a value of.
  const std::vector<Link> links = impl_->linker->LinkAll(
      text->text, outline, readings, counted, scorer, chooser, stopped);
  if (stopped()) return Cancelled();

  // All of it as a message; which observations stand for the report.
  v1::Report report = WriteReport(*text, outline, head, readings, counted,
                                  links, impl_->catalogue);
  if (absl::Status fits = CheckLimits(report); !fits.ok()) return fits;
  WritePages(document, report);
  report.set_source_uri(document.source_uri());
  report.set_content_sha256(Sha256Hex(document.content()));
  report.set_extractor_version(absl::StrCat(kVersion, "+", scorer.digest()));
  SelectHeadlines(readings, report);

  // What contradicts itself, and what makes the whole doubtful.
  CheckFigures(*impl_->linker, report);
  CheckSums(text->text, readings, report);
  CheckRepeats(report);
  CheckNumbers(*text, impossible, report);
  CheckTableNumbers(*text, unitless, readings, report);
  CheckHead(read, hinted->conflicts, report);
  CheckGenre(text->text, read, report);
  if (!decoded->doubt.empty()) {
    AddDiagnostic(report, "ENCODING_DOUBT", v1::Diagnostic::SEVERITY_WARNING,
                  decoded->doubt);
  }

  if (absl::Status fits = CheckLimits(report); !fits.ok()) return fits;

  // Why each figure was linked as it was, where that is asked for.
  if (explainer != nullptr) {
    WriteCandidates(text->text, outline, readings, *explainer, impl_->catalogue,
                    report);
  }

  // The name is made of what was found.
  report.set_name(ReportName(report));
  if (decoded_text != nullptr) *decoded_text = std::string(decoded->text());
  return report;
}

}  // namespace nianbao::extractor
