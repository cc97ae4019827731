// Character sets of documents: which one a document is in, and its text.
#ifndef NIANBAO_EXTRACTOR_DOCUMENT_CHARSET_H_
#define NIANBAO_EXTRACTOR_DOCUMENT_CHARSET_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::extractor {

// The character set that a document begins by telling.
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

// The same, but a few malformed characters become U+FFFD each: two, and one
// more for each 500 characters, of which there are 16 at least for each. A
// document with more is refused as ConvertToUtf8() refuses it.
absl::StatusOr<std::string> ConvertDamaged(absl::string_view bytes,
                                           const std::string& charset);

// UTF-8 of bytes that have no byte order mark and are not UTF-8. `declared` is
// tried first, then GB18030, Big5 and UTF-16, then what a detector says of a
// part; a candidate is taken when it reads like Chinese and every byte is valid
// in it, or all but a few as ConvertDamaged() bears them. Declared one-byte
// sets are passed over: servers send their names unasked, and no Chinese can be
// written in them. Where `charset` is not null it becomes the name of the set
// that was taken, as declared or as ICU has it. INVALID_ARGUMENT on
// document.content names the byte. Linear time.
absl::StatusOr<std::string> ConvertUndeclared(absl::string_view bytes,
                                              absl::string_view declared,
                                              std::string* charset = nullptr);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_DOCUMENT_CHARSET_H_
