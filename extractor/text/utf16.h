// Small questions asked of UTF-16 text everywhere in the extractor; with the
// way from and to UTF-8.
//
// Rules read UTF-16, because there nearly every Chinese character is one unit:
// lengths and distances are characters, and tables are arrays of 65,536.
#ifndef NIANBAO_EXTRACTOR_TEXT_UTF16_H_
#define NIANBAO_EXTRACTOR_TEXT_UTF16_H_

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "common/text/utf8.h"

namespace nianbao::extractor {

using View = std::u16string_view;
inline constexpr size_t npos = View::npos;

// The unit at `i`; NUL past the end.
inline char16_t At(View text, size_t i) {
  return i < text.size() ? text[i] : u'\0';
}

// True from the first Chinese character on (U+3400, extension A). What else
// stands above it does not occur in a normalized report, but for the halves of
// surrogate pairs, which are rare Chinese characters too.
inline bool IsHan(char16_t c) { return c >= 0x3400; }

// False for NUL.
inline bool IsOneOf(char16_t c, View set) {
  return c != 0 && set.find(c) != npos;
}

inline bool Contains(View text, View word) { return text.find(word) != npos; }

// True when `word` stands at `at`. Words are short and mostly differ in their
// first character: a loop in place ends there, where a call would begin.
inline bool StartsWith(View text, size_t at, View word) {
  if (at > text.size() || text.size() - at < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (text[at + i] != word[i]) return false;
  }
  return true;
}

inline bool EndsWith(View text, View word) {
  return text.size() >= word.size() &&
         StartsWith(text, text.size() - word.size(), word);
}

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_UTF16_H_
