// From UTF-8 to UTF-16 and back. All texts must be valid.
#ifndef NIANBAO_COMMON_TEXT_UTF8_H_
#define NIANBAO_COMMON_TEXT_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/strings/string_view.h"

namespace nianbao {

// Number of UTF-16 units of the text.
size_t Utf16Length(absl::string_view utf8);

std::string ToUtf8(std::u16string_view text);
std::u16string FromUtf8(absl::string_view text);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TEXT_UTF8_H_
