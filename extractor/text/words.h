// Questions about lists of words: an array, or {u"局", u"厅"} as it is.
#ifndef NIANBAO_EXTRACTOR_TEXT_WORDS_H_
#define NIANBAO_EXTRACTOR_TEXT_WORDS_H_

#include <algorithm>
#include <initializer_list>
#include <iterator>

#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// True when the text is one of the words.
template <typename Words = std::initializer_list<View>>
bool IsAnyOf(View text, const Words& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [text](View word) { return text == word; });
}

template <typename Words = std::initializer_list<View>>
bool ContainsAny(View text, const Words& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [text](View word) { return Contains(text, word); });
}

template <typename Words = std::initializer_list<View>>
bool StartsWithAny(View text, const Words& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [text](View word) { return StartsWith(text, 0, word); });
}

template <typename Words = std::initializer_list<View>>
bool EndsWithAny(View text, const Words& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [text](View word) { return EndsWith(text, word); });
}

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_WORDS_H_
