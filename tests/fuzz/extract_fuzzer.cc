// The whole pipeline: any bytes give a report whose spans hold the text they
// stand for, or INVALID_ARGUMENT.
#include <cstdint>

#include "common/domain/catalogue.h"
#include "extractor/document/decode.h"
#include "extractor/document/utf8_scan.h"
#include "extractor/extractor.h"
#include "tests/fuzz/require.h"

namespace nianbao {
namespace {

void CheckSpan(absl::string_view text, const v1::Span& span) {
  Require(0 <= span.begin() && span.begin() < span.end() &&
              static_cast<size_t>(span.end()) <= text.size(),
          "a span is within the text");
}

void ReadAnything(const std::string& bytes) {
  static const extractor::Extractor* const extractor =
      extractor::Extractor::Create(Catalogue::Parse().value())
          .value()
          .release();
  v1::Document document;
  document.set_content(bytes);
  const absl::StatusOr<v1::Report> report = extractor->Extract(document);
  if (!report.ok()) {
    Require(absl::IsInvalidArgument(report.status()), "errors are the input's");
    Require(extractor::ScanUtf8(report.status().message()).invalid ==
                absl::string_view::npos,
            "errors are in UTF-8");
    return;
  }
  const extractor::DecodedText decoded = extractor::Decode(document).value();
  const absl::string_view text = decoded.text();
  for (const v1::Observation& o : report->observations()) {
    const v1::Span& span = o.evidence().span();
    CheckSpan(text, span);
    Require(text.substr(span.begin(), span.end() - span.begin()) ==
                o.quantity().text(),
            "a span holds the text it quotes");
  }
  for (const v1::Section& section : report->sections()) {
    CheckSpan(text, section.span());
  }
  Require(!report->SerializeAsString().empty(), "reports are valid messages");
}

}  // namespace
}  // namespace nianbao

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  nianbao::ReadAnything(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
