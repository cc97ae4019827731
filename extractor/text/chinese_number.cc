// Numbers in Chinese numerals, read into exact decimals: sections below ten
// thousand, each with its scale 万 or 亿.
//     三千二百 万 零五十 = 3,200 x 10^4 + 50
// A section is digits with falling scales: 三百二十 is 3 x 100 + 2 x 10, 十
// alone is 10, and a last digit without a scale counts in the next lower one:
// 一百二 says 120, but 一百零二 says 102. The first section may have a
// fraction: 十八点六万. 亿 after 万 takes all before it: 一万八千亿 is 18,000 x
// 10^8. 余, 多 and 几 within a number say that it is more than that: 30余万,
// 十几. Two neighbouring digits in place of one say that it is between them,
// and stand for their middle: 七八十 is 75, 三十四五 is 34.5. Cheque numerals
// (贰拾伍) and 廿 and 卅 are read as what they stand for. Numerals that follow
// no grammar are none, as they name things: 三四五, 二〇二三, 三三制.
//
// One pass, no look-back: linear in the length of the number.
#include "extractor/text/chinese_number.h"

#include <algorithm>
#include <cstdint>

#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Above all scales, for the first section of a number.
constexpr int kAboveScales = 12;

// Characters of cheques, which are words of their own, too: 队伍, 大陆, 收拾.
bool IsChequeNumeral(char16_t c) { return IsOneOf(c, u"壹贰叁肆伍陆柒捌玖"); }

// 廿 and 卅, which stand for 二十 and 三十; 0 for anything else.
int TensCharacter(char16_t c) { return c == u'廿' ? 2 : c == u'卅' ? 3 : 0; }

bool IsZero(char16_t c) { return c == u'零' || c == u'〇'; }

// The part of a numeral below 万: 三百二十, 十几, 千, 七八十.
struct NumeralSection {
  size_t end = 0;
  // Twice the value, since a pair of digits stands for a half: 七八 is 7.5.
  int64_t doubled = 0;
  bool valid = false;
  bool at_least = false;
  bool approximate = false;
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
    if (pending_ > 0) {
      // 一百二 says 120, 一百零二 says 102.
      const bool short_form = !zero_ && !section_.approximate &&
                              last_scale_ > 1 && last_scale_ < kTenThousand;
      section_.doubled +=
          short_form ? pending_ * PowerOfTen(last_scale_ - 1) : pending_;
    }
    section_.end = i_;
    section_.valid = i_ > begin_ && section_.doubled > 0;
    return section_;
  }

 private:
  enum class Step { kTaken, kEnd, kMalformed };

  Step Take(char16_t c) {
    if (const int digit = ChineseDigit(c); digit > 0) return TakeDigit(digit);
    if (const int tens = TensCharacter(c); tens > 0) {
      if (i_ > begin_) return Step::kEnd;
      section_.doubled = 2 * 10 * tens;
      last_scale_ = 1;
      return Step::kTaken;
    }
    if ((c == u'几' || c == u'数') && pending_ == 0) return TakeSeveral(c);
    if (const int scale = ScalePower(c); scale > 0 && scale < kTenThousand) {
      return TakeScale(scale);
    }
    if (IsZero(c) && i_ > begin_ && !zero_ && pending_ == 0) {
      zero_ = true;
      return Step::kTaken;
    }
    return Step::kEnd;
  }

  // A digit; the second of a pair is one more than the first, or 三五. 十四五
  // is the name of a plan.
  Step TakeDigit(int digit) {
    if (pending_ == 0) {
      pending_ = 2 * digit;
      return Step::kTaken;
    }
    const int first = pending_ / 2;
    const bool pair = digit == first + 1 || (first == 3 && digit == 5);
    const bool plan = first == 4 && last_scale_ == 1 && text_[begin_] == u'十';
    if (section_.approximate || !pair || plan) return Step::kMalformed;
    section_.approximate = true;
    pending_ = first + digit;
    return Step::kTaken;
  }

  // The 几 of 十几 and 几十, the 数 of 数百.
  Step TakeSeveral(char16_t c) {
    if (i_ > begin_ && text_[i_ - 1] == u'十' && c == u'几') {
      section_.at_least = true;
      ++i_;
      return Step::kEnd;
    }
    if (i_ > begin_ || ScalePower(At(text_, i_ + 1)) == 0) return Step::kEnd;
    section_.at_least = true;
    pending_ = 2;
    return Step::kTaken;
  }

  // 十, 百 or 千, which must be lower than the one before.
  Step TakeScale(int scale) {
    if (scale >= last_scale_) return Step::kEnd;
    if (pending_ == 0) {
      // Only 十 goes without a digit inside a numeral: 一百十.
      if (i_ != begin_ && scale != 1) return Step::kMalformed;
      section_.bare_scale = i_ == begin_ && scale > 1;
      pending_ = 2;
    }
    section_.doubled += pending_ * PowerOfTen(scale);
    pending_ = 0;
    last_scale_ = scale;
    zero_ = false;
    return Step::kTaken;
  }

  const View text_;
  const size_t begin_;
  size_t i_;
  NumeralSection section_;
  int last_scale_ = kTenThousand;
  // Twice a digit, or the sum of a pair, whose scale is still to come; 0 for
  // none.
  int pending_ = 0;
  // 零 stands before the digit to come.
  bool zero_ = false;
};

// The digits of a fraction, 点六五, at `i`: adds them to the number, whose
// whole part it has. The position after them, or `i` where there are none:
// 两点建议, 三点二十分.
size_t ParseFraction(View text, size_t i, Number& number) {
  if (At(text, i) != u'点') return i;
  size_t end = i + 1;
  Decimal value = number.value;
  while (ChineseDigit(At(text, end)) > 0 || IsZero(At(text, end))) {
    if (-value.exponent == kMaxDigits / 2) return i;
    value.mantissa =
        value.mantissa * 10 + std::max(ChineseDigit(At(text, end)), 0);
    --value.exponent;
    ++end;
  }
  if (end == i + 1 || (ScalePower(At(text, end)) > 0 &&
                       ScalePower(At(text, end)) < kTenThousand)) {
    return i;
  }
  number.value = value;
  return end;
}

// A run of 万 and 亿, with 余 or the like before it: 万, 万亿, 余万.
struct ScaleRun {
  size_t end = 0;
  // Sum of the powers; 0 for none.
  int exponent = 0;
  int first = 0;
  int last = 0;
  bool more = false;
};

ScaleRun ReadScaleRun(View text, size_t i) {
  ScaleRun run;
  run.end = i;
  const bool more = IsMore(At(text, i));
  for (i += more; ScalePower(At(text, i)) >= kTenThousand; ++i) {
    run.last = ScalePower(At(text, i));
    if (run.first == 0) run.first = run.last;
    run.exponent += run.last;
    run.end = i + 1;
    run.more = more;
  }
  return run;
}

// Reads the sections of a numeral and adds them up, in tenths; the position
// after them, or npos when none begins at `begin`.
size_t ParseSections(View text, size_t begin, Number& number) {
  size_t i = begin;
  int64_t total = 0;
  int last_scale = kAboveScales;
  bool had_hundred_million = false;
  while (true) {
    const NumeralSection section = SectionReader(text, i).Read();
    if (!section.valid && i == begin) return npos;
    if (!section.valid) break;
    if (i == begin) number.bare_scale = section.bare_scale;
    number.at_least |= section.at_least;
    number.approximate |= section.approximate;
    const int64_t tenths = section.doubled * 5;
    const ScaleRun run = ReadScaleRun(text, section.end);
    // 一万八千亿: 亿 takes what 万 has made, too.
    const bool takes_all = run.first == kHundredMillion &&
                           last_scale == kTenThousand && !had_hundred_million;
    if (run.exponent == 0 || (run.first >= last_scale && !takes_all)) {
      total += tenths;
      i = section.end;
      break;
    }
    i = run.end;
    number.at_least |= run.more;
    if (run.exponent > kAboveScales) {
      number.impossible = true;
      return i;
    }
    const int64_t power = PowerOfTen(run.exponent);
    total = takes_all ? (total + tenths) * power : total + tenths * power;
    last_scale = run.last;
    had_hundred_million |= run.last == kHundredMillion;
    if (At(text, i) == u'零') ++i;
  }
  number.value = total % 10 == 0 ? Decimal{total / 10, 0} : Decimal{total, -1};
  return i;
}

// 十八点六万, 零点五: the whole part is one section.
size_t ParseWithFraction(View text, size_t begin, Number& number) {
  size_t i = begin + 1;
  Number whole;
  if (!IsZero(text[begin])) {
    const NumeralSection section = SectionReader(text, begin).Read();
    if (!section.valid || section.doubled % 2 != 0 || section.bare_scale) {
      return npos;
    }
    whole.value.mantissa = section.doubled / 2;
    i = section.end;
  }
  const size_t end = ParseFraction(text, i, whole);
  if (end == i) return npos;
  const ScaleRun run = ReadScaleRun(text, end);
  number.value = whole.value;
  number.value.exponent += run.exponent;
  number.at_least = run.more;
  return run.end;
}

// 贰拾, 叁万, 伍元 begin numbers; the 伍 of 队伍 and the 陆 of 大陆 none.
bool BeginsChequeNumber(View text, size_t i) {
  return IsOneOf(At(text, i + 1), u"拾佰仟万亿元圆角");
}

}  // namespace

std::optional<Number> ParseChineseNumber(View text, size_t begin) {
  const char16_t first = At(text, begin);
  if (!IsChineseNumeral(first) || first == u'半' || IsOneOf(first, u"拾佰仟") ||
      (IsChequeNumeral(first) && !BeginsChequeNumber(text, begin))) {
    return std::nullopt;
  }
  Number number;
  number.begin = begin;
  number.chinese = true;
  if (first == u'万' || first == u'亿') {
    number.bare_scale = true;
    number.value.mantissa = PowerOfTen(ScalePower(first));
    number.end = begin + 1;
  } else {
    number.end = ParseWithFraction(text, begin, number);
    if (number.end == npos) number.end = ParseSections(text, begin, number);
    if (number.end == npos) return std::nullopt;
  }
  const char16_t next = At(text, number.end);
  // 二〇二三 and 三四五 are no numerals.
  if (ChineseDigit(next) > 0 || next == u'〇') return std::nullopt;
  CheckPlaces(number);
  return number;
}

}  // namespace nianbao::extractor
