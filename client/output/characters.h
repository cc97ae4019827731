// The characters of a text, one after the other.
#ifndef NIANBAO_CLIENT_OUTPUT_CHARACTERS_H_
#define NIANBAO_CLIENT_OUTPUT_CHARACTERS_H_

#include <utf8proc.h>

#include "absl/strings/string_view.h"

namespace nianbao::client {

// What stands for a byte that is not UTF-8; no code point.
inline constexpr utf8proc_int32_t kInvalid = -1;

// Calls visit(code point, bytes) for each character of `text`; kInvalid with
// one byte for each that is not UTF-8.
template <typename Visit>
void ForEachCharacter(absl::string_view text, Visit visit) {
  while (!text.empty()) {
    utf8proc_int32_t character;
    utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         text.size(), &character);
    if (size <= 0) {
      character = kInvalid;
      size = 1;
    }
    visit(character, text.substr(0, size));
    text.remove_prefix(size);
  }
}

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_CHARACTERS_H_
