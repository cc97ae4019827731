// Numbers that count nothing: parts of identifiers and dates, names and slogans
// (三项制度, 两个维护).
#ifndef NIANBAO_EXTRACTOR_FIGURES_NUMBER_NAMES_H_
#define NIANBAO_EXTRACTOR_FIGURES_NUMBER_NAMES_H_

#include <cstddef>

#include "extractor/figures/stretch.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// True when what stands before the number makes it part of an identifier, a
// version, a time or an ordinal: 8:30, 6+4, 第一、二、三次会议.
bool IsPartOfName(const Stretch& stretch, const Number& number);

// For a Chinese numeral with the unit that ends at `after`: true when it is
// part of a name or an article: 三项制度, 一支队伍, 两个维护. `at_least` when
// the number says that it is more.
bool IsChineseName(const Stretch& stretch, const Number& number, View unit,
                   size_t after, bool at_least);

// For a number with a unit of time that ends at `after`: true when it is a date
// (3月5日) or a way of speaking (365天, 7×24小时). `listed` when the number
// follows another figure after 、.
bool IsDateOrSlogan(const Stretch& stretch, const Number& number, View unit,
                    size_t after, bool listed);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_NUMBER_NAMES_H_
