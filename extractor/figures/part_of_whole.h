// Whether a figure is a part of one before it: 受理187件,其中行政处罚92件.
#ifndef NIANBAO_EXTRACTOR_FIGURES_PART_OF_WHOLE_H_
#define NIANBAO_EXTRACTOR_FIGURES_PART_OF_WHOLE_H_

#include "extractor/figures/figure_words.h"
#include "extractor/figures/lexicon.h"

namespace nianbao::extractor {

// True when 其中, or another of the lexicon's `part` words, stands before the
// figure, or before another part that it goes on from: of
// 其中行政处罚92件、信息公开31件 both are parts. A semicolon ends the parts.
bool IsPartOfWhole(const FigureWords& words, const Lexicon& lexicon);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_PART_OF_WHOLE_H_
