// Pages that browsers save as one file (.mht, MHTML: RFC 2557).
#ifndef NIANBAO_EXTRACTOR_DOCUMENT_MIME_H_
#define NIANBAO_EXTRACTOR_DOCUMENT_MIME_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::extractor {

// True when the bytes begin with the header of a MIME message.
bool LooksLikeMime(absl::string_view bytes);

// The text of a message, its transfer encoding undone.
struct MimeText {
  std::string bytes;
  // As the message declares it; empty when it does not.
  std::string charset;
};

// The first page in HTML of the message, or else its first plain text.
// INVALID_ARGUMENT on document.content when it has neither, or one whose
// transfer encoding is none or malformed. Linear time.
absl::StatusOr<MimeText> ReadMimeText(absl::string_view bytes);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_DOCUMENT_MIME_H_
