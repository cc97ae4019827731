#include "extractor/text/numerals.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// No figure of a government has so many digits before its point.
constexpr int kMostPlaces = 15;

}  // namespace

std::string Decimal::ToString() const {
  if (mantissa == 0 && exponent >= 0) return "0";
  std::string digits = absl::StrCat(mantissa < 0 ? -mantissa : mantissa);
  if (exponent >= 0) {
    digits.append(exponent, '0');
  } else {
    const size_t places = static_cast<size_t>(-exponent);
    if (digits.size() <= places) {
      digits.insert(0, places + 1 - digits.size(), '0');
    }
    digits.insert(digits.size() - places, 1, '.');
  }
  return mantissa < 0 ? absl::StrCat("-", digits) : digits;
}

double Decimal::ToDouble() const {
  double value = 0;
  return absl::SimpleAtod(ToString(), &value) ? value : 0;
}

int ChineseDigit(char16_t c) {
  switch (c) {
    case u'一':
    case u'壹':
      return 1;
    case u'二':
    case u'贰':
    case u'两':
      return 2;
    case u'三':
    case u'叁':
      return 3;
    case u'四':
    case u'肆':
      return 4;
    case u'五':
    case u'伍':
      return 5;
    case u'六':
    case u'陆':
      return 6;
    case u'七':
    case u'柒':
      return 7;
    case u'八':
    case u'捌':
      return 8;
    case u'九':
    case u'玖':
      return 9;
    default:
      return -1;
  }
}

int ScalePower(char16_t c) {
  switch (c) {
    case u'十':
    case u'拾':
      return 1;
    case u'百':
    case u'佰':
      return 2;
    case u'千':
    case u'仟':
      return 3;
    case u'万':
      return kTenThousand;
    case u'亿':
      return kHundredMillion;
    default:
      return 0;
  }
}

bool IsChineseNumeral(char16_t c) {
  return ChineseDigit(c) > 0 || ScalePower(c) > 0 || c == u'廿' || c == u'卅' ||
         c == u'几' || c == u'数' || c == u'半' || c == u'零';
}

bool IsMore(char16_t c) { return c == u'余' || c == u'多' || c == u'几'; }

int64_t PowerOfTen(int exponent) {
  int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

void CheckPlaces(Number& number) {
  int places = number.value.exponent;
  for (int64_t m = number.value.mantissa; m > 0; m /= 10) ++places;
  if (number.value.mantissa > 0) number.impossible |= places > kMostPlaces;
}

}  // namespace nianbao::extractor
