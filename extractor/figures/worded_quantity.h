// Quantities that are said by words beside a number: ranks (第二, 居首),
// fractions (百分之九十五, 一半) and tenths (三成, 翻两番).
#ifndef NIANBAO_EXTRACTOR_FIGURES_WORDED_QUANTITY_H_
#define NIANBAO_EXTRACTOR_FIGURES_WORDED_QUANTITY_H_

#include <cstddef>
#include <optional>

#include "extractor/figures/figure.h"
#include "extractor/figures/stretch.h"
#include "extractor/text/number.h"

namespace nianbao::extractor {

// The rank at `i`, where 第 stands: 第二, 第17位, 第一名 after 排名, 位列 and
// the like; nullopt for other ordinals (第1条). `*skip_to` becomes the end of
// the number, if there is one.
std::optional<Figure> ReadOrdinal(const Stretch& stretch, size_t i,
                                  size_t* skip_to);

// The first place at `i`, where 居 or 首 stands: 居首, 位居榜首, 居全市之首.
std::optional<Figure> ReadFirstPlace(const Stretch& stretch, size_t i);

// The fraction at `i`: 百分之九十五, 五分之一, 千分之八点五, 半数, 一半,
// 百分百. In percent.
std::optional<Figure> ReadFraction(const Stretch& stretch, size_t i);

// The half of a unit of time at `i`: 半个月, 半天.
std::optional<Figure> ReadHalf(const Stretch& stretch, size_t i);

// The tenths or doublings that the number counts: 三成, 两成多, 六成二 in
// percent; 翻一番, 翻两番.
std::optional<Figure> ReadTenths(const Stretch& stretch, const Number& number);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_WORDED_QUANTITY_H_
