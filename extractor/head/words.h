// Questions about lists of words.
#ifndef NIANBAO_EXTRACTOR_HEAD_WORDS_H_
#define NIANBAO_EXTRACTOR_HEAD_WORDS_H_

#include <algorithm>
#include <iterator>

#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// True when the text is one of the words.
bool IsAnyOf(View text, const auto& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](View word) { return text == word; });
}

bool ContainsAny(View text, const auto& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](View word) { return Contains(text, word); });
}

bool StartsWithAny(View text, const auto& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](View word) { return StartsWith(text, 0, word); });
}

bool EndsWithAny(View text, const auto& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](View word) { return EndsWith(text, word); });
}

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_WORDS_H_
