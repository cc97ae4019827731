// The unit of a number: printed after it, or said by the words around it.
#ifndef NIANBAO_EXTRACTOR_FIGURES_PRINTED_UNIT_H_
#define NIANBAO_EXTRACTOR_FIGURES_PRINTED_UNIT_H_

#include <cstddef>
#include <optional>
#include <string>

#include "extractor/figures/stretch.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// A unit and the position after it; that after the number for one that is not
// printed.
struct PrintedUnit {
  std::u16string unit;
  size_t end = 0;
  // Power of ten that stands with the unit: the 万 of 金额(万元)325.6.
  int scale = 0;
  // 半 stands within: 一个半小时.
  bool and_half = false;
};

// The unit of the number whose digits and marks end at `i`: the one that stands
// there (件, 批(件)次, 元/亩), else that in brackets before the number
// (受理数(件):45), that of the measure noun before it (参与人数超过100万), 元
// where the noun is money (罚款20万), that of the next item of a list
// (7.4和5.9个百分点). Empty where a share follows and tells that something is
// counted (行政处罚2100,占33.9%). As printed, not in standard form; nullopt
// when there is none, or when what looks like one begins another word (5部门).
std::optional<PrintedUnit> ReadUnit(const Stretch& stretch,
                                    const Number& number, size_t i);

// True when the words at `after` say that what looks like the unit is another
// word: the 部 of 部门.
bool GuardFails(const Stretch& stretch, View unit, size_t after);

// True for units of time that a date may be printed in, too.
bool IsDuration(View unit);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_PRINTED_UNIT_H_
