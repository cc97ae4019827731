// Text that may hold anything, made harmless where it is shown: a document, a
// name of a file or a message of a service must not move the cursor, colour the
// screen or turn the direction of what stands beside it.
//
// Control characters are those of Unicode's category Cc and its separators of
// lines and paragraphs; marks of direction are U+061C, U+200E, U+200F, U+202A
// to U+202E and U+2066 to U+2069. All functions take linear time and give
// UTF-8.
#ifndef NIANBAO_CLIENT_OUTPUT_PRINTABLE_H_
#define NIANBAO_CLIENT_OUTPUT_PRINTABLE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::client {

// `text` on one line, for a cell of a table or a name in a message: a space for
// each control character, nothing for a mark of direction, U+FFFD for a byte
// that is not UTF-8.
std::string Printable(absl::string_view text);

// `text` as a field of a file that programs read: a space for each control
// character but the line feed, U+FFFD for a byte that is not UTF-8; marks of
// direction stay.
std::string WithoutControls(absl::string_view text);

// `text` with what a terminal must not get spelled out: ESC as \u001b, a mark
// of direction as \u202e, a byte that is not UTF-8 as \xff. Line feeds and tabs
// stay. JSON means the same after it as before.
std::string Escaped(absl::string_view text);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_PRINTABLE_H_
