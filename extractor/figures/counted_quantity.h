// Quantities that are printed as a number with a unit: 558件, 45.6万人次,
// -1.2%, 256元3角5分, 两天半; and ranges of them: 3-5个工作日.
#ifndef NIANBAO_EXTRACTOR_FIGURES_COUNTED_QUANTITY_H_
#define NIANBAO_EXTRACTOR_FIGURES_COUNTED_QUANTITY_H_

#include <optional>
#include <utility>

#include "extractor/figures/figure.h"
#include "extractor/figures/stretch.h"
#include "extractor/text/number.h"

namespace nianbao::extractor {

// The quantity that the number counts; nullopt when it counts nothing: it has
// no unit, is part of a name or a date, or nothing was there to count
// (未发生1起). `listed` when it follows another figure after 、.
std::optional<Figure> ReadCounted(const Stretch& stretch, const Number& number,
                                  bool listed);

// Both ends of the range that begins with the number; nullopt when none does.
// The unit, and the 万 or 亿, of the second counts for both; the lower end is
// at least, the upper at most: 3-5个工作日, 95至98%, 1万至3万元.
std::optional<std::pair<Figure, Figure>> ReadRange(const Stretch& stretch,
                                                   const Number& number);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_COUNTED_QUANTITY_H_
