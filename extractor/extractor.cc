// The pipeline of extraction. Each stage has a room of its own, and rooms only
// use those before them:
//
//     document/   bytes -> text as decoded, UTF-8
//     text/       text -> normalized units with their places; outline
//     head/       -> title, issuer, year, date
//     figures/    -> readings: 受理187件 is a level of 2022
//     links/      -> links: it is reconsideration.accepted, surely
//     report/     -> the Report message
//     checks/     -> its diagnostics
//
// No stage changes what another has made, but for the report at the end, which
// is completed in place. All take time linear in the length of the text, and
// nothing is shared between documents but what Create() compiles.
#include "extractor/extractor.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/sha256.h"
#include "common/base/version.h"
#include "common/domain/gazetteer.h"
#include "common/domain/report_identity.h"
#include "common/text/conversion_table.h"
#include "extractor/checks/checks.h"
#include "extractor/checks/consistency.h"
#include "extractor/document/decode.h"
#include "extractor/figures/figure_reader.h"
#include "extractor/figures/lexicon.h"
#include "extractor/figures/reading.h"
#include "extractor/head/place_names.h"
#include "extractor/head/report_head.h"
#include "extractor/links/linker.h"
#include "extractor/report/diagnostics.h"
#include "extractor/report/headline.h"
#include "extractor/report/report_writer.h"
#include "extractor/text/normalize.h"
#include "extractor/text/outline.h"
#include "extractor/text/rewrap.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Tells that title and opening name different years: one of them was left over
// from another report.
void AddYearConflict(const ReportHead& head, v1::Report& report) {
  v1::Diagnostic& diagnostic =
      AddDiagnostic(report, "YEAR_CONFLICT", v1::Diagnostic::SEVERITY_WARNING,
                    {absl::StrCat("the title names ", head.year, ", the text ",
                                  head.conflicting_year),
                     absl::StrCat("标题写的是", head.year, "年，正文写的是",
                                  head.conflicting_year, "年")});
  diagnostic.set_printed(head.year);
  diagnostic.set_computed(head.conflicting_year);
}

// Tells of numbers that no government counts; they are in no observation.
void AddImpossibleNumbers(const NormalizedText& text,
                          const std::vector<Figure>& numbers,
                          v1::Report& report) {
  for (const Figure& number : numbers) {
    const std::string printed =
        ToUtf8(text.text.substr(number.begin, number.end - number.begin));
    v1::Diagnostic& diagnostic = AddDiagnostic(
        report, "IMPOSSIBLE_NUMBER", v1::Diagnostic::SEVERITY_WARNING,
        {absl::StrCat("the number ", printed,
                      " cannot be right and was left out"),
         absl::StrCat("数字", printed, "不可能正确，未予采用")});
    (*diagnostic.mutable_parameters())["text"] = printed;
    (*diagnostic.mutable_parameters())["begin"] =
        absl::StrCat(text.offsets[number.begin]);
  }
}

// Tells that the text speaks for several divisions alike, and that the issuer
// was given none of them.
void AddIssuerDoubt(const ReportHead& head, v1::Report& report) {
  std::vector<std::string> names;
  std::vector<absl::string_view> codes;
  for (const DivisionEntry* division : head.issuer_candidates) {
    names.push_back(Gazetteer::FullName(*division));
    codes.push_back(division->code);
  }
  v1::Diagnostic& diagnostic = AddDiagnostic(
      report, "ISSUER_DOUBT", v1::Diagnostic::SEVERITY_WARNING,
      {absl::StrCat("the issuer may be of ", absl::StrJoin(names, " or ")),
       absl::StrCat("发布单位可能属于", absl::StrJoin(names, "或"))});
  (*diagnostic.mutable_parameters())["codes"] = absl::StrJoin(codes, ",");
  (*diagnostic.mutable_parameters())["names"] = absl::StrJoin(names, ",");
}

}  // namespace

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
  auto impl = std::make_unique<Impl>();
  impl->catalogue = catalogue;
  auto conversion = ConversionTable::Create(ProperNames(Gazetteer::Get()));
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

absl::StatusOr<v1::Report> Extractor::Extract(const v1::Document& document,
                                              std::string* decoded_text) const {
  // Bytes to UTF-8: the text that all spans of the report speak of.
  const absl::StatusOr<DecodedText> decoded = Decode(document);
  if (!decoded.ok()) return decoded.status();

  // The text as rules read it: half-width, Simplified, without blanks and
  // without the line breaks of its layout.
  absl::StatusOr<NormalizedText> text =
      Normalize(decoded->text(), *impl_->conversion);
  if (!text.ok()) return text.status();
  JoinBrokenLines(*text);

  // Headings and sentences.
  const Outline outline = ReadOutline(text->text);

  // Who reports, for which year.
  const ReportHead head = ReadHead(text->text, impl_->places);

  // Quantities, and what each says: kind, year, whom it speaks of.
  std::vector<Figure> impossible;
  const std::vector<Reading> readings =
      ReadFigures(text->text, outline, {head.year, head.MayBeProvince()},
                  *impl_->lexicon, &impossible);

  // The indicator that each is a value of.
  const std::vector<Link> links =
      impl_->linker->LinkAll(text->text, outline, readings);

  // All of it as a message; which observations stand for the report.
  v1::Report report =
      WriteReport(*text, outline, head, readings, links, impl_->catalogue);
  report.set_source_uri(document.source_uri());
  report.set_content_sha256(Sha256Hex(document.content()));
  report.set_extractor_version(kVersion);
  SelectHeadlines(readings, report);

  // What contradicts itself, and what makes the whole doubtful.
  CheckFigures(*impl_->linker, report);
  CheckSums(text->text, readings, report);
  CheckRepeats(report);
  AddImpossibleNumbers(*text, impossible, report);
  if (head.conflicting_year != 0) AddYearConflict(head, report);
  if (!head.issuer_candidates.empty()) AddIssuerDoubt(head, report);
  if (!decoded->doubt.empty()) {
    AddDiagnostic(report, "ENCODING_DOUBT", v1::Diagnostic::SEVERITY_WARNING,
                  decoded->doubt);
  }

  // The name is made of what was found.
  report.set_name(ReportName(report));
  if (decoded_text != nullptr) *decoded_text = std::string(decoded->text());
  return report;
}

}  // namespace nianbao::extractor
