// The words around a quantity that make it inexact: 约, 不少于, 以上, 余.
#ifndef NIANBAO_EXTRACTOR_FIGURES_MODIFIERS_H_
#define NIANBAO_EXTRACTOR_FIGURES_MODIFIERS_H_

#include <cstddef>

#include "extractor/figures/figure.h"
#include "extractor/figures/stretch.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// The figure whose number and unit stand at [begin, end), with the modifiers
// before and after it. `at_least` when one was found between number and unit.
Figure WithModifiers(const Stretch& stretch, size_t begin, size_t end,
                     Decimal value, View unit, bool at_least);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_MODIFIERS_H_
