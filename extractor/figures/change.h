// Tells changes from levels: 增长5.2%, 较上年减少12件.
#ifndef NIANBAO_EXTRACTOR_FIGURES_CHANGE_H_
#define NIANBAO_EXTRACTOR_FIGURES_CHANGE_H_

#include "extractor/figures/figure_words.h"
#include "extractor/figures/lexicon.h"

namespace nianbao::extractor {

// +1 or -1 when the figure is a change up or down, 0 for none. `report_year` is
// 0 when unknown. Looks at the words before the figure alone.
int ChangeSign(const FigureWords& words, int report_year,
               const Lexicon& lexicon);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_CHANGE_H_
