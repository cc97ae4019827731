// Small questions asked of UTF-16 text everywhere in the extractor.
#ifndef NIANBAO_EXTRACTOR_TEXT_UTF16_H_
#define NIANBAO_EXTRACTOR_TEXT_UTF16_H_

#include <cstddef>
#include <string_view>

namespace nianbao::extractor {

using View = std::u16string_view;
inline constexpr size_t npos = View::npos;

// The unit at `i`; NUL past the end.
inline char16_t At(View text, size_t i) {
  return i < text.size() ? text[i] : u'\0';
}

// False for NUL.
inline bool IsOneOf(char16_t c, View set) {
  return c != 0 && set.find(c) != npos;
}

inline bool Contains(View text, View word) { return text.find(word) != npos; }

// True when `word` stands at `at`.
inline bool StartsWith(View text, size_t at, View word) {
  return at <= text.size() && text.substr(at, word.size()) == word;
}

inline bool EndsWith(View text, View word) {
  return text.size() >= word.size() &&
         text.substr(text.size() - word.size()) == word;
}

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_UTF16_H_
