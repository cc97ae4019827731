// What numbers are made of: exact decimals, digits, numerals and scales.
#ifndef NIANBAO_EXTRACTOR_TEXT_NUMERALS_H_
#define NIANBAO_EXTRACTOR_TEXT_NUMERALS_H_

#include <cstddef>
#include <cstdint>
#include <string>

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

// More digits are an identifier, such as that of a person (18) or a bank card.
// 15 digits are also what a double holds exactly.
inline constexpr int kMaxDigits = 15;

// Power of ten of the scales that end a section of a numeral: 万 and 亿.
inline constexpr int kTenThousand = 4;
inline constexpr int kHundredMillion = 8;

inline bool IsDigit(char16_t c) { return c >= u'0' && c <= u'9'; }

// 一 to 九, 壹 to 玖 and 两 as 1 to 9; -1 for anything else.
int ChineseDigit(char16_t c);

// Power of ten of a scale, 十 to 亿 and 拾, 佰, 仟; 0 for any other character.
int ScalePower(char16_t c);

// True for the characters that a Chinese numeral can begin with.
bool IsChineseNumeral(char16_t c);

// 余, 多 and 几, which say that a number is more than printed.
bool IsMore(char16_t c);

// 10^exponent, for exponents from 0 to 18.
int64_t PowerOfTen(int exponent);

// Marks a number as impossible that has more than 15 places.
void CheckPlaces(Number& number);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_NUMERALS_H_
