// What the steps that read one quantity look at.
#ifndef NIANBAO_EXTRACTOR_FIGURES_STRETCH_H_
#define NIANBAO_EXTRACTOR_FIGURES_STRETCH_H_

#include <cstddef>

#include "extractor/figures/lexicon.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// The stretch of a text, a sentence as a rule, in which quantities are looked
// for. The text and the lexicon must outlive it.
struct Stretch {
  // The text from its begin to the end of the stretch, so that positions are
  // those of the text.
  View text;
  // Where the stretch begins.
  size_t begin = 0;
  const Lexicon& lexicon;

  // The unit before `i`; NUL at the begin of the text.
  char16_t Before(size_t i) const { return i > 0 ? text[i - 1] : u'\0'; }
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_STRETCH_H_
