// Finds the quantities of a text: number, unit and modifiers.
#ifndef NIANBAO_EXTRACTOR_FIGURES_QUANTITY_H_
#define NIANBAO_EXTRACTOR_FIGURES_QUANTITY_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/figures/lexicon.h"
#include "extractor/text/number.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// A quantity as printed. Positions are UTF-16 units.
struct Figure {
  // From a leading modifier to the end of the unit or a trailing modifier.
  size_t begin = 0;
  size_t end = 0;
  // Where the number itself begins.
  size_t number_begin = 0;
  Decimal value;
  // Standard form, e.g. 件, %, 百分点; 位 for ranks.
  std::u16string unit;
  v1::Modifier modifier = v1::MODIFIER_EXACT;
  // 第二, 居首: a place in an order.
  bool is_rank = false;
};

// The quantities of text[begin, end), in order and apart from each other.
// Names and slogans with numbers, ordinals, dates, document numbers and
// numbers inside titles or short quotations are none. Linear time.
std::vector<Figure> FindFigures(std::u16string_view text, size_t begin,
                                size_t end, const Lexicon& lexicon);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_QUANTITY_H_
