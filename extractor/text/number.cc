// Numbers in Arabic digits, read into exact decimals: digits, groups of
// thousands, a fraction, then scales and what goes on after a scale:
//     1,573   42.6万   30余万   3万4000   2亿3000万   1万6千亿
// 余, 多 and 几 within a number say that it is more than that: 30余万. Those in
// Chinese numerals are read in chinese_number.cc.
//
// One pass, no look-back: linear in the length of the number, which at most 15
// digits bound.
#include "extractor/text/number.h"

#include "extractor/text/chinese_number.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// True for ",573", " 573" or "'573" at `i`, not followed by another digit.
bool IsGroupOfThousands(View text, size_t i) {
  return IsOneOf(At(text, i), u", '") && IsDigit(At(text, i + 1)) &&
         IsDigit(At(text, i + 2)) && IsDigit(At(text, i + 3)) &&
         !IsDigit(At(text, i + 4));
}

// Reads 1,573 or 1573 or 15.73 at `i`; the position after it, or npos when it
// has too many digits.
size_t ParseDigits(View text, size_t i, Number& number) {
  int digits = 0;
  const auto take = [&](size_t at) {
    if (++digits <= kMaxDigits) {
      number.value.mantissa = number.value.mantissa * 10 + (text[at] - u'0');
    }
  };
  while (IsDigit(At(text, i))) take(i++);
  if (digits <= 3) {
    for (; IsGroupOfThousands(text, i); i += 4) {
      for (size_t k = 1; k <= 3; ++k) take(i + k);
    }
  }
  if (At(text, i) == u'.' && IsDigit(At(text, i + 1))) {
    for (++i; IsDigit(At(text, i)); ++i) {
      take(i);
      --number.value.exponent;
    }
  }
  return digits > kMaxDigits ? npos : i;
}

// Reads the run of scales after a number: 万, 余万, 千万, 多亿.
size_t ParseScales(View text, size_t i, Number& number) {
  while (true) {
    const bool more = IsMore(At(text, i)) && ScalePower(At(text, i + 1)) > 0;
    const int scale = ScalePower(At(text, i + more));
    if (scale == 0) return i;
    number.value.exponent += scale;
    number.at_least |= more;
    i += more + 1;
  }
}

std::optional<Number> ParseArabic(View text, size_t begin);

// Reads what goes on right after the scale of a number, which ends at `i`: the
// 4000 of 3万4000, the 3000万 of 2亿3000万, the 6千亿 of 1万6千亿. Returns the
// end of both, or `i` when they do not make one number.
size_t ParseRest(View text, size_t i, Number& number) {
  Number rest;
  const size_t after_digits = ParseDigits(text, i, rest);
  if (after_digits == npos) return i;
  const size_t end = ParseScales(text, after_digits, rest);
  const int scale = ScalePower(text[i - 1]);
  int raised = 0;
  if (scale == kTenThousand && end > after_digits && text[end - 1] == u'亿') {
    // 1万6千亿: 亿 is over both.
    raised = kHundredMillion;
    rest.value.exponent -= kHundredMillion;
  }
  // 10^12 with four digits still fits 64 bits.
  constexpr int kLargestExponent = 12;
  if (rest.value.exponent < 0 || rest.value.exponent > kLargestExponent ||
      number.value.exponent > kLargestExponent) {
    return i;
  }
  const int64_t addend = rest.value.mantissa * PowerOfTen(rest.value.exponent);
  if (addend >= PowerOfTen(scale)) return i;
  number.value.mantissa =
      number.value.mantissa * PowerOfTen(number.value.exponent) + addend;
  number.value.exponent = raised;
  number.at_least |= rest.at_least;
  return end;
}

std::optional<Number> ParseArabic(View text, size_t begin) {
  Number number;
  number.begin = begin;
  const size_t after_digits = ParseDigits(text, begin, number);
  if (after_digits == npos) return std::nullopt;
  size_t i = ParseScales(text, after_digits, number);
  const bool scaled =
      i > after_digits && ScalePower(text[i - 1]) >= kTenThousand;
  CheckPlaces(number);
  if (scaled && !number.impossible && number.value.exponent >= 0 &&
      IsDigit(At(text, i))) {
    i = ParseRest(text, i, number);
    CheckPlaces(number);
  }
  number.end = i;
  return number;
}

}  // namespace

std::optional<Number> ParseNumber(View text, size_t begin) {
  return IsDigit(At(text, begin)) ? ParseArabic(text, begin)
                                  : ParseChineseNumber(text, begin);
}

int PrintedYear(View text, size_t i) {
  if ((i > 0 && IsDigit(text[i - 1])) || IsDigit(At(text, i + 4))) return 0;
  int year = 0;
  for (size_t k = i; k < i + 4; ++k) {
    if (!IsDigit(At(text, k))) return 0;
    year = year * 10 + (text[k] - u'0');
  }
  return year >= 1900 && year < 2100 ? year : 0;
}

}  // namespace nianbao::extractor
