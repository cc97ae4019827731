// UTF-8 of UTF-16, and back. Both must be valid.
#ifndef NIANBAO_COMMON_TEXT_UTF8_H_
#define NIANBAO_COMMON_TEXT_UTF8_H_

#include <string>
#include <string_view>

#include "absl/strings/string_view.h"

namespace nianbao {

std::string ToUtf8(std::u16string_view text);
std::u16string FromUtf8(absl::string_view text);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TEXT_UTF8_H_
