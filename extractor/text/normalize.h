// The text that all rules read: folded by NFKC, in Simplified characters, with
// curly quotation marks, without blanks, each unit tied to its place in the
// document.
#ifndef NIANBAO_EXTRACTOR_TEXT_NORMALIZE_H_
#define NIANBAO_EXTRACTOR_TEXT_NORMALIZE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/text/conversion_table.h"
#include "extractor/text/normalized_text.h"

namespace nianbao::extractor {

// INVALID_ARGUMENT on document.content, with the byte, when `document` is not
// valid UTF-8 or holds a NUL. Linear time; memory 6 bytes a character.
// `document` must outlive the result.
absl::StatusOr<NormalizedText> Normalize(absl::string_view document,
                                         const ConversionTable& table);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_NORMALIZE_H_
