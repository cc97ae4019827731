#include "extractor/text/number.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

constexpr int kMaxDigits = 15;

// Power of ten of a scale character; 0 for any other.
int Scale(char16_t c) {
  switch (c) {
    case u'十':
      return 1;
    case u'百':
      return 2;
    case u'千':
      return 3;
    case u'万':
      return 4;
    case u'亿':
      return 8;
    default:
      return 0;
  }
}

bool IsMore(char16_t c) { return c == u'余' || c == u'多' || c == u'几'; }

int64_t PowerOfTen(int exponent) {
  int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

// Reads a run of scales after a number: 万, 余万, 千万, 多亿.
size_t ParseScales(View text, size_t i, Number& number) {
  while (true) {
    const bool more = IsMore(At(text, i)) && Scale(At(text, i + 1)) > 0;
    const int scale = Scale(At(text, i + more));
    if (scale == 0) return i;
    number.value.exponent += scale;
    number.at_least |= more;
    i += more + 1;
  }
}

// 1,573 or 1573 or 15.73; then scales; then the rest of 3万4000.
std::optional<Number> ParseArabic(View text, size_t begin) {
  Number number;
  number.begin = begin;
  size_t i = begin;
  int digits = 0;
  auto take = [&](size_t at) {
    if (++digits <= kMaxDigits) {
      number.value.mantissa = number.value.mantissa * 10 + (text[at] - u'0');
    }
  };
  while (IsDigit(At(text, i))) take(i++);
  if (digits <= 3) {
    auto group = [&](size_t at) {
      return (At(text, at) == u',' || At(text, at) == u' ') &&
             IsDigit(At(text, at + 1)) && IsDigit(At(text, at + 2)) &&
             IsDigit(At(text, at + 3)) && !IsDigit(At(text, at + 4));
    };
    while (group(i)) {
      for (size_t k = 1; k <= 3; ++k) take(i + k);
      i += 4;
    }
  }
  if (At(text, i) == u'.' && IsDigit(At(text, i + 1))) {
    for (++i; IsDigit(At(text, i)); ++i) {
      take(i);
      --number.value.exponent;
    }
  }
  if (digits > kMaxDigits) return std::nullopt;
  const size_t after_digits = i;
  i = ParseScales(text, i, number);
  // 3万4000, 2亿3000万: a smaller number goes on right after the scale.
  const bool scaled = i > after_digits && Scale(text[i - 1]) >= 4;
  if (scaled && number.value.exponent >= 0 && IsDigit(At(text, i))) {
    const std::optional<Number> rest = ParseArabic(text, i);
    if (rest.has_value() && rest->value.exponent >= 0) {
      const int64_t addend =
          rest->value.mantissa * PowerOfTen(rest->value.exponent);
      const int64_t scale = PowerOfTen(Scale(text[i - 1]));
      if (addend < scale && number.value.exponent <= 12) {
        number.value.mantissa =
            number.value.mantissa * PowerOfTen(number.value.exponent) + addend;
        number.value.exponent = 0;
        number.at_least |= rest->at_least;
        i = rest->end;
      }
    }
  }
  number.end = i;
  return number;
}

// Reads the part of a numeral below 万: 三百二十, 十几, 千.
struct Section {
  size_t end = 0;
  int64_t value = 0;
  bool valid = false;
  bool at_least = false;
  bool bare_scale = false;
};

Section ParseSection(View text, size_t begin) {
  Section section;
  size_t i = begin;
  int last_scale = 4;
  int pending = -1;
  bool zero = false;
  for (;; ++i) {
    const char16_t c = At(text, i);
    const int digit = ChineseDigit(c);
    const int scale = Scale(c);
    if (digit > 0) {
      if (pending >= 0) return section;
      pending = digit;
    } else if ((c == u'几' || c == u'数') && pending < 0) {
      const bool tens_follow = Scale(At(text, i + 1)) > 0;
      if (i > begin && text[i - 1] == u'十' && c == u'几') {
        section.at_least = true;
        ++i;
        break;
      }
      if (i > begin || !tens_follow) break;
      section.at_least = true;
      pending = 1;
    } else if (scale > 0 && scale < 4) {
      if (scale >= last_scale) break;
      if (pending < 0) {
        if (i != begin && scale != 1) return section;
        section.bare_scale = i == begin && scale > 1;
        pending = 1;
      }
      section.value += pending * PowerOfTen(scale);
      pending = -1;
      last_scale = scale;
      zero = false;
    } else if ((c == u'零' || c == u'〇') && i > begin && !zero &&
               pending < 0) {
      zero = true;
    } else {
      break;
    }
  }
  if (pending >= 0) {
    // 一百二 says 120, 一百零二 says 102.
    const bool short_form = !zero && last_scale > 1 && last_scale < 4;
    section.value +=
        short_form ? pending * PowerOfTen(last_scale - 1) : pending;
  }
  section.end = i;
  section.valid = i > begin && section.value > 0;
  return section;
}

std::optional<Number> ParseChinese(View text, size_t begin) {
  Number number;
  number.begin = begin;
  number.chinese = true;
  size_t i = begin;
  int64_t total = 0;
  int last_scale = 12;
  const char16_t first = text[begin];
  if (first == u'万' || first == u'亿') {
    number.bare_scale = true;
    total = PowerOfTen(Scale(first));
    ++i;
  } else {
    while (true) {
      const Section section = ParseSection(text, i);
      if (!section.valid) {
        if (i == begin) return std::nullopt;
        break;
      }
      const bool more = IsMore(At(text, section.end));
      const int scale = Scale(At(text, section.end + more));
      number.at_least |= section.at_least;
      if (i == begin) number.bare_scale = section.bare_scale;
      if (scale < 4 || scale >= last_scale) {
        total += section.value;
        i = section.end;
        break;
      }
      number.at_least |= more;
      total += section.value * PowerOfTen(scale);
      last_scale = scale;
      i = section.end + more + 1;
      if (At(text, i) == u'零') ++i;
    }
  }
  const char16_t next = At(text, i);
  // 二〇二三 and 三四十 are no numerals.
  if (ChineseDigit(next) > 0 || next == u'〇') return std::nullopt;
  number.value.mantissa = total;
  number.end = i;
  return number;
}

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
    digits.insert(digits.size() - places, ".");
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
      return 1;
    case u'二':
    case u'两':
      return 2;
    case u'三':
      return 3;
    case u'四':
      return 4;
    case u'五':
      return 5;
    case u'六':
      return 6;
    case u'七':
      return 7;
    case u'八':
      return 8;
    case u'九':
      return 9;
    default:
      return -1;
  }
}

bool IsChineseNumeral(char16_t c) {
  return ChineseDigit(c) > 0 || Scale(c) > 0 || c == u'几' || c == u'数' ||
         c == u'半';
}

std::optional<Number> ParseNumber(View text, size_t begin) {
  const char16_t first = At(text, begin);
  if (IsDigit(first)) return ParseArabic(text, begin);
  if (IsChineseNumeral(first) && first != u'半') {
    return ParseChinese(text, begin);
  }
  return std::nullopt;
}

}  // namespace nianbao::extractor
