#include "extractor/extractor.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/sha256.h"
#include "common/base/version.h"
#include "common/domain/gazetteer.h"
#include "common/domain/report_identity.h"
#include "extractor/checks/checks.h"
#include "extractor/checks/consistency.h"
#include "extractor/document/decode.h"
#include "extractor/figures/lexicon.h"
#include "extractor/figures/reading.h"
#include "extractor/head/report_head.h"
#include "extractor/links/linker.h"
#include "extractor/report/diagnostics.h"
#include "extractor/report/headline.h"
#include "extractor/report/report_writer.h"
#include "extractor/text/conversion_table.h"
#include "extractor/text/normalize.h"
#include "extractor/text/outline.h"
#include "extractor/text/rewrap.h"

namespace nianbao::extractor {
namespace {

void AddYearConflict(const ReportHead& head, v1::Report& report) {
  v1::Diagnostic& diagnostic =
      AddDiagnostic(report, "YEAR_CONFLICT", v1::Diagnostic::SEVERITY_WARNING,
                    absl::StrCat("the title names ", head.year, ", the text ",
                                 head.conflicting_year));
  diagnostic.set_printed(head.year);
  diagnostic.set_computed(head.conflicting_year);
}

}  // namespace

struct Extractor::Impl {
  std::unique_ptr<const ConversionTable> conversion;
  std::unique_ptr<const Lexicon> lexicon;
  std::unique_ptr<const Linker> linker;
  PlaceNames places{Gazetteer::Get()};
};

Extractor::Extractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Extractor::~Extractor() = default;

absl::StatusOr<std::unique_ptr<Extractor>> Extractor::Create(
    const Catalogue& catalogue) {
  auto impl = std::make_unique<Impl>();
  auto conversion = ConversionTable::Create();
  if (!conversion.ok()) return conversion.status();
  impl->conversion = *std::move(conversion);
  auto lexicon = Lexicon::Embedded();
  if (!lexicon.ok()) return lexicon.status();
  impl->lexicon = *std::move(lexicon);
  auto linker = Linker::Create(catalogue, *impl->lexicon);
  if (!linker.ok()) return linker.status();
  impl->linker = *std::move(linker);
  return std::unique_ptr<Extractor>(new Extractor(std::move(impl)));
}

absl::StatusOr<v1::Report> Extractor::Extract(
    const v1::Document& document) const {
  const absl::StatusOr<DecodedText> decoded = Decode(document);
  if (!decoded.ok()) return decoded.status();
  absl::StatusOr<NormalizedText> text =
      Normalize(decoded->text(), *impl_->conversion);
  if (!text.ok()) return text.status();
  JoinBrokenLines(*text);

  const Outline outline = ReadOutline(text->text);
  const ReportHead head = ReadHead(text->text, impl_->places);
  const std::vector<Reading> readings = ReadFigures(
      text->text, outline, {head.year, head.MayBeProvince()}, *impl_->lexicon);
  const std::vector<Link> links =
      impl_->linker->LinkAll(text->text, outline, readings);

  v1::Report report =
      WriteReport(*text, outline, head, readings, links, *impl_->linker);
  report.set_source_uri(document.source_uri());
  report.set_content_sha256(Sha256Hex(document.content()));
  report.set_extractor_version(kVersion);
  SelectHeadlines(readings, report);
  CheckFigures(*impl_->linker, report);
  CheckSums(text->text, readings, report);
  CheckRepeats(report);
  if (head.conflicting_year != 0) AddYearConflict(head, report);
  if (!decoded->doubt.empty()) {
    AddDiagnostic(report, "ENCODING_DOUBT", v1::Diagnostic::SEVERITY_WARNING,
                  decoded->doubt);
  }
  report.set_name(ReportName(report));
  return report;
}

}  // namespace nianbao::extractor
