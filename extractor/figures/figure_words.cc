#include "extractor/figures/figure_words.h"

namespace nianbao::extractor {

bool IsStart(const FigureWords& words, const Lexicon& lexicon) {
  View left = words.Left();
  // 由原来的20天.
  left.remove_suffix(lexicon.former.Before(left, left.size()));
  return EndsWith(left, u"由") || EndsWith(left, u"从");
}

}  // namespace nianbao::extractor
