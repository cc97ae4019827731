#include "client/output/printable.h"

#include "absl/strings/str_format.h"
#include "client/output/characters.h"

namespace nianbao::client {
namespace {

constexpr absl::string_view kReplacement = "\uFFFD";

bool IsControl(utf8proc_int32_t character) {
  switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return false;
  }
}

// The characters with the property Bidi_Control.
bool IsDirection(utf8proc_int32_t character) {
  return character == 0x061C || character == 0x200E || character == 0x200F ||
         (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

void AppendTo(std::string& text, absl::string_view more) {
  text.append(more.data(), more.size());
}

}  // namespace

std::string Printable(absl::string_view text) {
  std::string printable;
  ForEachCharacter(text,
                   [&](utf8proc_int32_t character, absl::string_view bytes) {
                     if (character == kInvalid) {
                       AppendTo(printable, kReplacement);
                     } else if (IsControl(character)) {
                       printable += ' ';
                     } else if (!IsDirection(character)) {
                       AppendTo(printable, bytes);
                     }
                   });
  return printable;
}

std::string WithoutControls(absl::string_view text) {
  std::string kept;
  ForEachCharacter(text,
                   [&](utf8proc_int32_t character, absl::string_view bytes) {
                     if (character == kInvalid) {
                       AppendTo(kept, kReplacement);
                     } else if (IsControl(character) && character != '\n') {
                       kept += ' ';
                     } else {
                       AppendTo(kept, bytes);
                     }
                   });
  return kept;
}

std::string Escaped(absl::string_view text) {
  std::string escaped;
  ForEachCharacter(
      text, [&](utf8proc_int32_t character, absl::string_view bytes) {
        if (character == kInvalid) {
          absl::StrAppendFormat(&escaped, "\\x%02x",
                                static_cast<unsigned char>(bytes[0]));
        } else if (character != '\n' && character != '\t' &&
                   (IsControl(character) || IsDirection(character))) {
          absl::StrAppendFormat(&escaped, "\\u%04x", character);
        } else {
          AppendTo(escaped, bytes);
        }
      });
  return escaped;
}

}  // namespace nianbao::client
