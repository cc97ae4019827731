// Finds the quantities of a text: number, unit and modifiers.
#ifndef NIANBAO_EXTRACTOR_FIGURES_QUANTITY_H_
#define NIANBAO_EXTRACTOR_FIGURES_QUANTITY_H_

#include <string_view>
#include <vector>

#include "extractor/figures/figure.h"
#include "extractor/figures/lexicon.h"

namespace nianbao::extractor {

// The quantities of text[begin, end), in order and apart from each other.
// Names and slogans with numbers, ordinals, dates, document numbers and
// numbers inside titles or short quotations are none. Numbers that cannot be
// right are there, marked. Linear time.
std::vector<Figure> FindFigures(std::u16string_view text, size_t begin,
                                size_t end, const Lexicon& lexicon);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_QUANTITY_H_
