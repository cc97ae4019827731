#include "common/text/utf8.h"

#include <unicode/unistr.h>
#include <unicode/ustring.h>

namespace nianbao {

size_t Utf16Length(absl::string_view utf8) {
  size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    // One unit for each first byte, two for that of four bytes.
    units += (byte & 0xC0) != 0x80;
    units += byte >= 0xF0;
  }
  return units;
}

std::string ToUtf8(std::u16string_view text) {
  // No unit takes more than three bytes.
  std::string utf8(3 * text.size(), '\0');
  int32_t size = 0;
  UErrorCode error = U_ZERO_ERROR;
  u_strToUTF8WithSub(utf8.data(), static_cast<int32_t>(utf8.size()), &size,
                     text.data(), static_cast<int32_t>(text.size()), 0xFFFD,
                     nullptr, &error);
  utf8.resize(static_cast<size_t>(size));
  return utf8;
}

std::u16string FromUtf8(absl::string_view text) {
  const icu::UnicodeString utf16 = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  return std::u16string(utf16.getBuffer(), utf16.length());
}

}  // namespace nianbao
