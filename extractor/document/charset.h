// Character sets of documents: which one a document is in, and its text.
#ifndef NIANBAO_EXTRACTOR_DOCUMENT_CHARSET_H_
#define NIANBAO_EXTRACTOR_DOCUMENT_CHARSET_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::extractor {

// What a linear look at bytes as UTF-8 finds.
struct Utf8Scan {
  // Offset of the first byte that is not valid UTF-8; npos when all are.
  size_t invalid = absl::string_view::npos;
  // Offset of the first NUL before `invalid`; npos for none.
  size_t nul = absl::string_view::npos;
  // Offset of the first U+FFFD before `invalid`, and how many there are.
  size_t replacement = absl::string_view::npos;
  size_t replacements = 0;
};
Utf8Scan ScanUtf8(absl::string_view bytes);

struct ByteOrderMark {
  // An ICU name; null for none.
  const char* charset = nullptr;
  // Bytes of the mark.
  size_t size = 0;
};
ByteOrderMark FindByteOrderMark(absl::string_view bytes);

// The character set that the start of an HTML or XML document names (<meta
// charset>, <meta http-equiv content>, <?xml encoding?>); empty for none.
absl::string_view CharsetInMarkup(absl::string_view bytes);

// UTF-8 of all bytes. INVALID_ARGUMENT on document.content when `charset` is
// unknown or when a byte is malformed in it, which the message names.
absl::StatusOr<std::string> ConvertToUtf8(absl::string_view bytes,
                                          const std::string& charset);

// UTF-8 of bytes that have no byte order mark and are not UTF-8. `declared` is
// tried first, then GB18030, Big5 and UTF-16, then what a detector says of a
// part; a candidate is taken when it reads like Chinese and every byte is valid
// in it. Declared one-byte sets are passed over: servers send their names
// unasked, and no Chinese can be written in them. INVALID_ARGUMENT on
// document.content names the byte. Linear time.
absl::StatusOr<std::string> ConvertUndeclared(absl::string_view bytes,
                                              absl::string_view declared);

// True unless `utf8`, valid, has many characters beyond ASCII of which few are
// those that Chinese prose is made of. Looks at 2 KB.
bool ReadsLikeChinese(absl::string_view utf8);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_DOCUMENT_CHARSET_H_
