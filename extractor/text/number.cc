// Numbers of both kinds, read into exact decimals.
//
// Arabic:   digits, groups of thousands, a fraction, then scales and what goes
//           on after a scale:   1,573   42.6万   30余万   3万4000   2亿3000万
// Chinese:  sections below ten thousand, each with its scale 万 or 亿:
//               三千二百 万 零五十 = 3,200 x 10^4 + 50
//           A section is digits with falling scales: 三百二十 is 3 x 100 + 2 x
//           10, 十 alone is 10, and a last digit without a scale counts in the
//           next lower one: 一百二 says 120, but 一百零二 says 102.
// 余, 多 and 几 within a number say that it is more than that: 30余万, 十几.
// Numerals that follow no grammar are none, as they name things: 三四十,
// 二〇二三, 三三制.
//
// One pass, no look-back: linear in the length of the number, which at most 15
// digits bound.
#include "extractor/text/number.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// More digits are an identifier, such as that of a person (18) or a bank card.
// 15 digits are also what a double holds exactly.
constexpr int kMaxDigits = 15;

// Power of ten of the scales that end a section.
constexpr int kTenThousand = 4;
// Above all scales, for the first section of a number.
constexpr int kAboveScales = 12;

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
      return kTenThousand;
    case u'亿':
      return 8;
    default:
      return 0;
  }
}

bool IsMore(char16_t c) { return c == u'余' || c == u'多' || c == u'几'; }

bool IsZero(char16_t c) { return c == u'零' || c == u'〇'; }

int64_t PowerOfTen(int exponent) {
  int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

// --- Arabic numbers ---

// True for ",573" or " 573" at `i`, not followed by another digit.
bool IsGroupOfThousands(View text, size_t i) {
  return (At(text, i) == u',' || At(text, i) == u' ') &&
         IsDigit(At(text, i + 1)) && IsDigit(At(text, i + 2)) &&
         IsDigit(At(text, i + 3)) && !IsDigit(At(text, i + 4));
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
    const bool more = IsMore(At(text, i)) && Scale(At(text, i + 1)) > 0;
    const int scale = Scale(At(text, i + more));
    if (scale == 0) return i;
    number.value.exponent += scale;
    number.at_least |= more;
    i += more + 1;
  }
}

std::optional<Number> ParseArabic(View text, size_t begin);

// Reads the smaller number that goes on right after the scale of another, which
// ends at `i`: the 4000 of 3万4000, the 3000万 of 2亿3000万. Returns the end of
// both, or `i` when they do not make one number.
size_t ParseRest(View text, size_t i, Number& number) {
  // Larger ones would overflow 64 bits.
  constexpr int kLargestExponent = 12;
  const std::optional<Number> rest = ParseArabic(text, i);
  if (!rest.has_value() || rest->value.exponent < 0) return i;
  const int64_t addend =
      rest->value.mantissa * PowerOfTen(rest->value.exponent);
  const int64_t scale = PowerOfTen(Scale(text[i - 1]));
  if (addend >= scale || number.value.exponent > kLargestExponent) return i;
  number.value.mantissa =
      number.value.mantissa * PowerOfTen(number.value.exponent) + addend;
  number.value.exponent = 0;
  number.at_least |= rest->at_least;
  return rest->end;
}

std::optional<Number> ParseArabic(View text, size_t begin) {
  Number number;
  number.begin = begin;
  const size_t after_digits = ParseDigits(text, begin, number);
  if (after_digits == npos) return std::nullopt;
  size_t i = ParseScales(text, after_digits, number);
  const bool scaled = i > after_digits && Scale(text[i - 1]) >= kTenThousand;
  if (scaled && number.value.exponent >= 0 && IsDigit(At(text, i))) {
    i = ParseRest(text, i, number);
  }
  number.end = i;
  return number;
}

// --- Chinese numerals ---

// The part of a numeral below 万: 三百二十, 十几, 千.
struct NumeralSection {
  size_t end = 0;
  int64_t value = 0;
  bool valid = false;
  bool at_least = false;
  bool bare_scale = false;
};

class SectionReader {
 public:
  SectionReader(View text, size_t begin)
      : text_(text), begin_(begin), i_(begin) {}

  NumeralSection Read() {
    Step step;
    while ((step = Take(At(text_, i_))) == Step::kTaken) ++i_;
    if (step == Step::kMalformed) return section_;
    if (pending_ >= 0) {
      // 一百二 says 120, 一百零二 says 102.
      const bool short_form =
          !zero_ && last_scale_ > 1 && last_scale_ < kTenThousand;
      section_.value +=
          short_form ? pending_ * PowerOfTen(last_scale_ - 1) : pending_;
    }
    section_.end = i_;
    section_.valid = i_ > begin_ && section_.value > 0;
    return section_;
  }

 private:
  enum class Step { kTaken, kEnd, kMalformed };

  Step Take(char16_t c) {
    if (const int digit = ChineseDigit(c); digit > 0) {
      // 三四十 is no numeral.
      if (pending_ >= 0) return Step::kMalformed;
      pending_ = digit;
      return Step::kTaken;
    }
    if ((c == u'几' || c == u'数') && pending_ < 0) return TakeSeveral(c);
    if (const int scale = Scale(c); scale > 0 && scale < kTenThousand) {
      return TakeScale(scale);
    }
    if (IsZero(c) && i_ > begin_ && !zero_ && pending_ < 0) {
      zero_ = true;
      return Step::kTaken;
    }
    return Step::kEnd;
  }

  // The 几 of 十几 and 几十, the 数 of 数百.
  Step TakeSeveral(char16_t c) {
    if (i_ > begin_ && text_[i_ - 1] == u'十' && c == u'几') {
      section_.at_least = true;
      ++i_;
      return Step::kEnd;
    }
    if (i_ > begin_ || Scale(At(text_, i_ + 1)) == 0) return Step::kEnd;
    section_.at_least = true;
    pending_ = 1;
    return Step::kTaken;
  }

  // 十, 百 or 千, which must be lower than the one before.
  Step TakeScale(int scale) {
    if (scale >= last_scale_) return Step::kEnd;
    if (pending_ < 0) {
      // Only 十 goes without a digit inside a numeral: 一百十.
      if (i_ != begin_ && scale != 1) return Step::kMalformed;
      section_.bare_scale = i_ == begin_ && scale > 1;
      pending_ = 1;
    }
    section_.value += pending_ * PowerOfTen(scale);
    pending_ = -1;
    last_scale_ = scale;
    zero_ = false;
    return Step::kTaken;
  }

  const View text_;
  const size_t begin_;
  size_t i_;
  NumeralSection section_;
  int last_scale_ = kTenThousand;
  // A digit whose scale is still to come; -1 for none.
  int pending_ = -1;
  // 零 stands before the digit to come.
  bool zero_ = false;
};

// Reads the sections of a numeral and adds them up; the position after them, or
// npos when none begins at `begin`.
size_t ParseSections(View text, size_t begin, Number& number) {
  size_t i = begin;
  int last_scale = kAboveScales;
  while (true) {
    const NumeralSection section = SectionReader(text, i).Read();
    if (!section.valid) return i == begin ? npos : i;
    const bool more = IsMore(At(text, section.end));
    const int scale = Scale(At(text, section.end + more));
    number.at_least |= section.at_least;
    if (i == begin) number.bare_scale = section.bare_scale;
    if (scale < kTenThousand || scale >= last_scale) {
      number.value.mantissa += section.value;
      return section.end;
    }
    number.at_least |= more;
    number.value.mantissa += section.value * PowerOfTen(scale);
    last_scale = scale;
    i = section.end + more + 1;
    if (At(text, i) == u'零') ++i;
  }
}

std::optional<Number> ParseChinese(View text, size_t begin) {
  Number number;
  number.begin = begin;
  number.chinese = true;
  const char16_t first = text[begin];
  if (first == u'万' || first == u'亿') {
    number.bare_scale = true;
    number.value.mantissa = PowerOfTen(Scale(first));
    number.end = begin + 1;
  } else {
    number.end = ParseSections(text, begin, number);
    if (number.end == npos) return std::nullopt;
  }
  const char16_t next = At(text, number.end);
  // 二〇二三 and 三四十 are no numerals.
  if (ChineseDigit(next) > 0 || next == u'〇') return std::nullopt;
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
