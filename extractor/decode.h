// Bytes of a document to UTF-8 text.
#ifndef NIANBAO_EXTRACTOR_DECODE_H_
#define NIANBAO_EXTRACTOR_DECODE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao {

// The document's text, a view into its bytes: UTF-8, whose validity
// Normalize() checks. INVALID_ARGUMENT on document.content when it is empty or
// larger than kMaxDocumentBytes.
absl::StatusOr<absl::string_view> Decode(const v1::Document& document);

}  // namespace nianbao

#endif  // NIANBAO_EXTRACTOR_DECODE_H_
