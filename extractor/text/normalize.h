// The text that all rules read: folded by NFKC, in Simplified characters, with
// curly quotation marks, without blanks, each unit tied to its place in the
// document.
#ifndef NIANBAO_EXTRACTOR_TEXT_NORMALIZE_H_
#define NIANBAO_EXTRACTOR_TEXT_NORMALIZE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/text/conversion_table.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// A document as rules see it. Positions are UTF-16 units of `text`.
struct NormalizedText {
  // The document, as UTF-8; must outlive this.
  absl::string_view document;
  // UTF-16. Blanks are dropped, but one is kept between two ASCII letters or
  // digits; line breaks are '\n'.
  std::u16string text;
  // Byte offset in the document of each unit of `text`, then its size.
  std::vector<uint32_t> offsets;
  v1::Script script = v1::SCRIPT_UNSPECIFIED;

  // Bytes of the document that hold units [begin, end); begin < end. Blanks
  // after the last unit are left out.
  v1::Span Original(size_t begin, size_t end) const;
};

// INVALID_ARGUMENT on document.content, with the byte, when `document` is not
// valid UTF-8 or holds a NUL. Linear time; memory 6 bytes a character.
// `document` must outlive the result.
absl::StatusOr<NormalizedText> Normalize(absl::string_view document,
                                         const ConversionTable& table);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_NORMALIZE_H_
