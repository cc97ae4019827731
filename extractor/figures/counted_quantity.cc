// A number is taken for a quantity when a unit is found for it (printed_unit.h)
// and nothing says that it is a name (number_names.h). What stands around both
// may add to the value:
//     两天半, 一个半小时       a half
//     256元3角5分              the smaller coins
//     -1.2%, ↑12.5%            a sign
//     美金1万元                the currency, before the number
// and may take it away:
//     未发生1起                nothing was counted
//     千名干部                 a way of speaking, unless somebody did it
//                              (组织千名干部) or the scale is double (百万)
//     2.4本单位                the number of a paragraph, at its begin
// A range has a mark between two numbers that rise: 3-5个工作日. Modifiers are
// added last (modifiers.h).
//
// Each step looks at a bounded number of characters.
#include "extractor/figures/counted_quantity.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "extractor/figures/modifiers.h"
#include "extractor/figures/number_names.h"
#include "extractor/figures/printed_unit.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// From here on a bare scale is a number: 百万人次.
constexpr double kDoubleScale = 1e6;

// `value` and `part` tenths or hundredths of one: exponent -1 or -2.
Decimal Plus(Decimal value, int64_t part, int exponent) {
  while (value.exponent > exponent) {
    value.mantissa *= 10;
    --value.exponent;
  }
  for (; exponent > value.exponent; --exponent) part *= 10;
  value.mantissa += part;
  return value;
}

// The small coins after an amount in 元 or 块, at `end`: 3角5分, 五毛.
void AddCoins(const Stretch& stretch, size_t& end, Decimal& value) {
  const View text = stretch.text;
  for (const auto& [coins, exponent] :
       {std::pair<View, int>{u"角毛", -1}, std::pair<View, int>{u"分", -2}}) {
    const std::optional<Number> number = ParseNumber(text, end);
    if (!number.has_value() || number->value.exponent != 0 ||
        number->value.mantissa >= 10 ||
        !IsOneOf(At(text, number->end), coins) || value.exponent <= exponent) {
      continue;
    }
    value = Plus(value, number->value.mantissa, exponent);
    end = number->end + 1;
  }
}

// The 半 of 两天半 and 3亩半 at `end`, but not the 半 of another word.
bool HalfFollows(const Stretch& stretch, View unit, size_t end) {
  const bool divisible = unit == u"天" || unit == u"亩" || unit == u"倍" ||
                         unit == u"吨" || unit == u"斤" || unit == u"公里";
  return divisible && At(stretch.text, end) == u'半' &&
         !IsOneOf(At(stretch.text, end + 1), u"数价径年天成导个日月");
}

// The sign printed before the number, and where it stands.
struct Sign {
  int value = 0;
  size_t begin = 0;
};

Sign ReadSign(const Stretch& stretch, size_t number_begin) {
  const char16_t mark = stretch.Before(number_begin);
  if (number_begin <= stretch.begin) return {0, number_begin};
  const size_t at = number_begin - 1;
  const char16_t before = stretch.Before(at);
  if (mark == u'↑') return {1, at};
  if (mark == u'↓') return {-1, at};
  if (mark == u'+' && IsHan(before)) return {1, at};
  const bool minus =
      mark == u'\u2212' ||
      (mark == u'-' && (IsOneOf(before, u"(:") || IsHan(before)));
  return minus ? Sign{-1, at} : Sign{0, number_begin};
}

// 2.4本单位, 1.2人人参与: where a paragraph begins, a fraction of what comes in
// whole things is its number.
bool IsParagraphNumber(const Stretch& stretch, const Number& number,
                       View unit) {
  if (number.chinese || number.value.exponent >= 0) return false;
  const char16_t before = stretch.Before(number.begin);
  if (number.begin != stretch.begin && !IsOneOf(before, u"\n。;")) return false;
  return unit.size() == 1 && !IsOneOf(unit[0], u"%‰元亩倍成度分米吨天日克升斤");
}

// 未发生1起.
bool IsDenied(const Stretch& stretch, const Number& number) {
  return number.value.mantissa == 1 && number.value.exponent == 0 &&
         stretch.lexicon.none_before.Before(stretch.text, number.begin) > 0;
}

// 近千件, 组织千名干部 and 百万件 count; 千件 is a way of speaking. Says by how
// much in the modifier.
bool CountsByScale(const Stretch& stretch, const Number& number,
                   Figure& figure) {
  // 每百万人 is a measure.
  if (stretch.Before(figure.begin) == u'每') return false;
  if (figure.modifier != v1::MODIFIER_EXACT) return true;
  const size_t begin = figure.begin;
  const char16_t mark = stretch.Before(begin);
  const char16_t before = begin > 1 ? stretch.text[begin - 2] : u'\0';
  if (IsOneOf(mark, u"过破") && !IsOneOf(before, u"通经度不")) {
    figure.begin = begin - 1;
    figure.modifier = v1::MODIFIER_AT_LEAST;
    return true;
  }
  figure.modifier = v1::MODIFIER_APPROXIMATE;
  return number.value.ToDouble() >= kDoubleScale ||
         stretch.lexicon.mass_verbs.Before(stretch.text, begin) > 0;
}

// The standard form of a unit, and of 元 after the name of another currency.
std::u16string StandardUnit(const Stretch& stretch, size_t number_begin,
                            View printed) {
  const auto& aliases = stretch.lexicon.unit_aliases;
  const auto alias = aliases.find(std::u16string(printed));
  std::u16string unit =
      alias == aliases.end() ? std::u16string(printed) : alias->second;
  if (unit == u"元") {
    if (auto other =
            stretch.lexicon.UnitOfCurrency(stretch.text, number_begin)) {
      return *std::move(other);
    }
  }
  return unit;
}

bool IsRangeMark(char16_t c) { return IsOneOf(c, u"-—~至到\u2013"); }

// The number after the range mark at `i`; nullopt when none stands there.
std::optional<Number> SecondOfRange(const Stretch& stretch, const Number& first,
                                    size_t i) {
  const View text = stretch.text;
  if (!IsRangeMark(At(text, i))) return std::nullopt;
  while (At(text, i) == u'—' && At(text, i + 1) == u'—') ++i;
  std::optional<Number> second = ParseNumber(text, i + 1);
  if (!second.has_value() || second->chinese != first.chinese ||
      second->bare_scale || second->impossible) {
    return std::nullopt;
  }
  return second;
}

// 从3件至5件 tells of a change, 第3至5条 of articles, 2021-2023 of years.
bool IsNoRange(const Stretch& stretch, const Number& first,
               const Number& second) {
  constexpr double kFirstYear = 1900, kLastYear = 2100;
  const double low = first.value.ToDouble(), high = second.value.ToDouble();
  return low >= high || stretch.text[first.begin] == u'0' ||
         (low >= kFirstYear && high <= kLastYear) ||
         IsOneOf(stretch.Before(first.begin), u"由从自第-—.月日年");
}

}  // namespace

std::optional<Figure> ReadCounted(const Stretch& stretch, const Number& number,
                                  bool listed) {
  const View text = stretch.text;
  size_t i = number.end;
  bool at_least = number.at_least;
  if (IsOneOf(At(text, i), u"余多几") ||
      (At(text, i) == u'+' && number.value.mantissa > 1)) {
    ++i;
    at_least = true;
  }
  const std::optional<PrintedUnit> printed = ReadUnit(stretch, number, i);
  if (!printed.has_value() || IsDenied(stretch, number)) return std::nullopt;
  const std::u16string& unit = printed->unit;
  size_t end = printed->end;
  Decimal value = number.value;
  value.exponent += printed->scale;
  const bool halved = printed->and_half || HalfFollows(stretch, unit, end);
  if (halved) value = Plus(value, 5, -1);
  if (halved && !printed->and_half) ++end;
  if (unit == u"元" || unit == u"块") AddCoins(stretch, end, value);
  Number whole = number;
  whole.value = value;
  if ((number.chinese && IsChineseName(stretch, whole, unit, end, at_least)) ||
      IsParagraphNumber(stretch, number, unit) ||
      ((number.chinese || IsDuration(unit)) &&
       stretch.lexicon.name_after.At(text, end) > 0) ||
      (IsDuration(unit) &&
       IsDateOrSlogan(stretch, number, unit, end, listed))) {
    return std::nullopt;
  }
  const Sign sign = ReadSign(stretch, number.begin);
  if (sign.value < 0) value.mantissa = -value.mantissa;
  Figure figure =
      WithModifiers(stretch, sign.begin, end, value,
                    StandardUnit(stretch, number.begin, unit), at_least);
  figure.sign = sign.value;
  figure.unit_implied = printed->end == i;
  if (number.approximate) figure.modifier = v1::MODIFIER_APPROXIMATE;
  if (number.bare_scale && !CountsByScale(stretch, number, figure)) {
    return std::nullopt;
  }
  return figure;
}

std::optional<std::pair<Figure, Figure>> ReadRange(const Stretch& stretch,
                                                   const Number& number) {
  if (number.bare_scale || number.approximate) return std::nullopt;
  Number first = number;
  std::optional<Number> second = SecondOfRange(stretch, first, first.end);
  size_t first_end = first.end;
  std::optional<PrintedUnit> own;
  if (!second.has_value()) {
    // 1万元至3万元: the first has the unit, too.
    own = ReadUnit(stretch, first, first.end);
    if (!own.has_value() || own->end == first.end) return std::nullopt;
    first_end = own->end;
    second = SecondOfRange(stretch, first, first_end);
    if (!second.has_value()) return std::nullopt;
  }
  const std::optional<PrintedUnit> unit =
      ReadUnit(stretch, *second, second->end);
  if (!unit.has_value() || unit->unit.empty() || unit->end == second->end ||
      (own.has_value() && own->unit != unit->unit)) {
    return std::nullopt;
  }
  // 1-3万元: the scale of the second is that of both.
  const char16_t scale = stretch.text[second->end - 1];
  if (IsOneOf(scale, u"万亿") && IsDigit(stretch.text[first.end - 1]) &&
      first_end == first.end) {
    first.value.exponent += ScalePower(scale);
  }
  if (IsNoRange(stretch, first, *second) ||
      (unit->unit == u"日" && !IsOneOf(At(stretch.text, unit->end), u"内以"))) {
    return std::nullopt;
  }
  const std::u16string standard =
      StandardUnit(stretch, first.begin, unit->unit);
  std::pair<Figure, Figure> range;
  range.first = WithModifiers(stretch, first.begin, first_end, first.value,
                              standard, first.at_least);
  range.first.end = first_end;
  range.first.modifier = v1::MODIFIER_AT_LEAST;
  range.second = WithModifiers(stretch, second->begin, unit->end, second->value,
                               standard, second->at_least);
  range.second.begin = second->begin;
  range.second.modifier = v1::MODIFIER_AT_MOST;
  return range;
}

}  // namespace nianbao::extractor
