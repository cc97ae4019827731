// A first look at bytes as UTF-8: are they valid, and do they hold what a text
// does not?
#ifndef NIANBAO_EXTRACTOR_DOCUMENT_UTF8_SCAN_H_
#define NIANBAO_EXTRACTOR_DOCUMENT_UTF8_SCAN_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace nianbao::extractor {

// What a scan finds.
struct Utf8Scan {
  // Offset of the first byte that is not valid UTF-8; npos when all are.
  size_t invalid = absl::string_view::npos;
  // Offset of the first NUL before `invalid`; npos for none.
  size_t nul = absl::string_view::npos;
  // Offset of the first U+FFFD before `invalid`, and how many there are: each
  // stands for a character that an earlier conversion lost.
  size_t replacement = absl::string_view::npos;
  size_t replacements = 0;
};

// One pass, up to the first invalid byte; no allocation.
Utf8Scan ScanUtf8(absl::string_view bytes);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_DOCUMENT_UTF8_SCAN_H_
