// Numbers as these reports print them: Arabic and Chinese numerals, scales,
// mixtures of both.
#ifndef NIANBAO_EXTRACTOR_TEXT_NUMBER_H_
#define NIANBAO_EXTRACTOR_TEXT_NUMBER_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "extractor/text/numerals.h"

namespace nianbao::extractor {

// The longest number that begins at `begin`; nullopt when there is none, or
// when it has more than 15 digits (an identifier). Reads 1,573  42.6万  3万4000
// 1万6千亿  30余万  三十余  一百二十三  两万  十几  千余  十八点六万 一万八千亿
// 七八十 (75)  三十四五 (34.5)  贰拾万零伍佰  廿三. Malformed numerals (三四五,
// 二〇二三) are none. Linear in the length of the number.
std::optional<Number> ParseNumber(std::u16string_view text, size_t begin);

// The year from 1900 to 2099 that four digits print at `i`, which are no part
// of a longer number; 0 for none.
int PrintedYear(std::u16string_view text, size_t i);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_NUMBER_H_
