// A quantity that stands in a text.
#ifndef NIANBAO_EXTRACTOR_FIGURES_FIGURE_H_
#define NIANBAO_EXTRACTOR_FIGURES_FIGURE_H_

#include <cstddef>
#include <string>

#include "extractor/text/number.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// A figure is a quantity as printed, 约45万件, before anything is known of what
// it says: number, unit and modifiers. What it says is its Reading (reading.h),
// which indicator it is a value of is its Link (links/link.h). Positions are
// UTF-16 units.
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
  // -1 or 1 when a sign is printed before the number: -1.2%, ↑12.5%. `value`
  // has it.
  int sign = 0;
  // 第二, 居首: a place in an order.
  bool is_rank = false;
  // No unit is printed; `unit` is the most likely one.
  bool unit_implied = false;
  // No figure, but a slip of the pen: 1亿亿亿亿. Only its place is meaningful.
  bool impossible = false;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_FIGURE_H_
