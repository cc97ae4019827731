// Reads the figures of a text: finds them and says what each tells.
#ifndef NIANBAO_EXTRACTOR_FIGURES_FIGURE_READER_H_
#define NIANBAO_EXTRACTOR_FIGURES_FIGURE_READER_H_

#include <string_view>
#include <vector>

#include "extractor/figures/lexicon.h"
#include "extractor/figures/reading.h"
#include "extractor/text/outline.h"

namespace nianbao::extractor {

// Readings of all figures of the outline's sentences, in order. Numbers that
// cannot be right (1亿亿亿亿件) are no figures; they are put into `impossible`,
// unless that is null. Linear time.
std::vector<Reading> ReadFigures(std::u16string_view text,
                                 const Outline& outline,
                                 const Reporter& reporter,
                                 const Lexicon& lexicon,
                                 std::vector<Figure>* impossible = nullptr);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_FIGURE_READER_H_
