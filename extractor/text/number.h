// Numbers as these reports print them: Arabic and Chinese numerals, scales,
// mixtures of both.
#ifndef NIANBAO_EXTRACTOR_TEXT_NUMBER_H_
#define NIANBAO_EXTRACTOR_TEXT_NUMBER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nianbao::extractor {

// An exact decimal: mantissa * 10^exponent.
struct Decimal {
  int64_t mantissa = 0;
  int exponent = 0;

  // Plain decimal notation with the digits as printed: "113400", "5.50".
  std::string ToString() const;
  // The nearest double.
  double ToDouble() const;
};

// A number in a text. Positions are UTF-16 units.
struct Number {
  size_t begin = 0;
  size_t end = 0;
  Decimal value;
  // 余, 多 or 几 stands within: 30余万, 十几.
  bool at_least = false;
  // Two neighbouring digits stand for about as much: 七八十 is 75.
  bool approximate = false;
  // In Chinese numerals.
  bool chinese = false;
  // A scale without a digit before it: 近千, 万余. A number only in company of
  // a modifier.
  bool bare_scale = false;
  // 10^15 or more, which no government counts: a slip of the pen. `value` is
  // meaningless.
  bool impossible = false;
};

// The longest number that begins at `begin`; nullopt when there is none, or
// when it has more than 15 digits (an identifier). Reads 1,573  42.6万  3万4000
// 1万6千亿  30余万  三十余  一百二十三  两万  十几  千余  十八点六万 一万八千亿
// 七八十 (75)  三十四五 (34.5)  贰拾万零伍佰  廿三. Malformed numerals (三四五,
// 二〇二三) are none. Linear in the length of the number.
std::optional<Number> ParseNumber(std::u16string_view text, size_t begin);

inline bool IsDigit(char16_t c) { return c >= u'0' && c <= u'9'; }

// 一 to 九, 壹 to 玖 and 两 as 1 to 9; -1 for anything else.
int ChineseDigit(char16_t c);

// Power of ten of a scale, 十 to 亿 and 拾, 佰, 仟; 0 for any other character.
int ScalePower(char16_t c);

// True for the characters that a Chinese numeral can begin with.
bool IsChineseNumeral(char16_t c);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_NUMBER_H_
