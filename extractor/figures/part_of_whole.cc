#include "extractor/figures/part_of_whole.h"

#include "extractor/text/utf16.h"

namespace nianbao::extractor {

bool IsPartOfWhole(const FigureWords& words, const Lexicon& lexicon) {
  const View since = words.Since();
  const bool goes_on = words.previous != nullptr && words.previous->is_part &&
                       since.find(u';') == npos;
  return goes_on || lexicon.part.In(since);
}

}  // namespace nianbao::extractor
