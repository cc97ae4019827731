// Numbers in Chinese numerals: 三千二百万零五十, 十八点六万, 七八十.
#ifndef NIANBAO_EXTRACTOR_TEXT_CHINESE_NUMBER_H_
#define NIANBAO_EXTRACTOR_TEXT_CHINESE_NUMBER_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "extractor/text/numerals.h"

namespace nianbao::extractor {

// The longest number in Chinese numerals that begins at `begin`; nullopt when
// there is none. See ParseNumber for what it reads.
std::optional<Number> ParseChineseNumber(std::u16string_view text,
                                         size_t begin);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_CHINESE_NUMBER_H_
