// Bytes of a document to the text that is read.
//
// The text, which every Span of a Report speaks of, is UTF-8:
//   - of a plain document in UTF-8, its bytes as they are, with the byte order
//     mark if there is one;
//   - of a plain document in another character set, its conversion, without
//     the byte order mark;
//   - of a page in HTML, the plain text of its main part as HtmlToText() gives
//     it (document/html.h);
//   - of a page that a browser saved as MHTML, the same of the page in it.
// A few malformed characters in any of these become U+FFFD, and are told as a
// doubt.
#ifndef NIANBAO_EXTRACTOR_DOCUMENT_DECODE_H_
#define NIANBAO_EXTRACTOR_DOCUMENT_DECODE_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extractor/tables/table.h"
#include "extractor/text/wording.h"
#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao::extractor {

// Largest document accepted, in bytes.
inline constexpr size_t kMaxDocumentBytes = 32 << 20;

class DecodedText {
 public:
  DecodedText() = default;
  // The bytes are the text; they must outlive this.
  explicit DecodedText(absl::string_view bytes) : bytes_(bytes) {}
  explicit DecodedText(std::string converted)
      : converted_(std::move(converted)) {}

  absl::string_view text() const {
    return converted_.empty() ? bytes_ : absl::string_view(converted_);
  }

  // Makes the text a copy of the bytes, which may go then.
  void Own() {
    if (converted_.empty()) converted_ = std::string(bytes_);
  }

  // The character set of the bytes: "UTF-8", "GB18030".
  std::string charset = "UTF-8";
  // The tables of the text, in its order; not all hold figures.
  std::vector<Table> tables;
  // Why the text may not be what was written, for a diagnostic; empty without
  // doubt. docs/ERRORS.md lists its parameters (ENCODING_DOUBT).
  Wording doubt;

 private:
  absl::string_view bytes_;
  std::string converted_;
};

// Decides by the byte order mark, then by strict validation as UTF-8, then by
// the character set that `document.charset` or the markup declares, then by
// ConvertUndeclared() (document/charset.h). A document in UTF-8 is not copied
// unless it is HTML; `document` must outlive the result. INVALID_ARGUMENT on
// document.content when it is empty, larger than kMaxDocumentBytes before or
// after, binary, or malformed (the message names the byte). A page without text
// gives an empty one. Linear time.
absl::StatusOr<DecodedText> Decode(const v1::Document& document);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_DOCUMENT_DECODE_H_
