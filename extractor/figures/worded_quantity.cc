// Forms in which words beside a number say what it is.
//
//     排名全省第二, 居首       a rank, where something before it announces one
//     百分之九十五, 五分之一   a fraction, the denominator first
//     一半, 半数, 百分百       50 %, 100 %
//     三成, 六成二, 8.5成      30 %, 62 %, 85 %
//     半个月, 半天             half of a unit of time
//     翻一番, 翻两番           doublings, in the unit 番
// Fractions come out in percent, so that they compare with printed percents.
// An ordinal is a rank only where it is announced: 第1条, 第一批, 第三方 are
// none.
//
// Each form looks at a bounded number of characters around it.
#include "extractor/figures/worded_quantity.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "extractor/figures/modifiers.h"
#include "extractor/figures/printed_unit.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Characters before 第 and after 居 in which a rank is announced:
// 在全省考核中位列 第二, 居全市各区县之首.
constexpr size_t kRankWindow = 14;

Figure Rank(size_t begin, size_t end, Decimal value) {
  Figure figure;
  figure.begin = begin;
  figure.number_begin = begin;
  figure.end = end;
  figure.value = value;
  figure.unit.assign(1, u'位');
  figure.is_rank = true;
  return figure;
}

// True when 排名, 位列 or the like stands before the ordinal at `i`, in the
// same sentence.
bool AnnouncesRank(const Stretch& stretch, size_t i) {
  const size_t from = i - std::min(i - stretch.begin, kRankWindow);
  View before = stretch.text.substr(from, i - from);
  if (const size_t stop = before.find_last_of(u"。;\n"); stop != npos) {
    before.remove_prefix(stop + 1);
  }
  return stretch.lexicon.rank.In(before);
}

// 第1条 and the like are no ranks, but 排名第3 and 全市第3 are.
bool IsPlainOrdinal(const Stretch& stretch, size_t i) {
  return stretch.lexicon.rank.Before(stretch.text, i) == 0 &&
         stretch.lexicon.other_body.Before(stretch.text, i) == 0 &&
         !IsOneOf(At(stretch.text, i - 1), u"市省区县国列名居分");
}

// 半数, 一半, 过半.
bool IsHalf(const Stretch& stretch, size_t i) {
  const View text = stretch.text;
  return StartsWith(text, i, u"半数") || StartsWith(text, i, u"一半") ||
         (text[i] == u'半' && i > stretch.begin &&
          IsOneOf(stretch.Before(i), u"过近超") &&
          IsOneOf(At(text, i + 1), u",。;、的"));
}

// The part of a fraction that is said first: 百分之, 五分之.
struct Denominator {
  // 0 when there is none.
  int64_t value = 0;
  size_t end = 0;
};

Denominator ReadDenominator(const Stretch& stretch, size_t i) {
  constexpr size_t kParts = 2;  // 分之
  if (StartsWith(stretch.text, i, u"百分之")) return {100, i + 1 + kParts};
  if (StartsWith(stretch.text, i, u"千分之")) return {1000, i + 1 + kParts};
  if (StartsWith(stretch.text, i, u"万分之")) return {10000, i + 1 + kParts};
  const std::optional<Number> n = ParseNumber(stretch.text, i);
  if (n.has_value() && n->chinese && n->value.exponent == 0 &&
      StartsWith(stretch.text, n->end, u"分之")) {
    return {n->value.mantissa, n->end + kParts};
  }
  return {};
}

// 率达百分百, 百分百。 says how much; 百分百落实 that it is done.
bool IsWhole(const Stretch& stretch, size_t i) {
  constexpr size_t kLength = 3;
  return StartsWith(stretch.text, i, u"百分百") &&
         (IsOneOf(stretch.Before(i), u"率达到为") ||
          IsOneOf(At(stretch.text, i + kLength), u",。;、)\n"));
}

// 过半: the 过, which is no modifier elsewhere.
bool IsMoreThanHalf(const Stretch& stretch, size_t i) {
  return stretch.text[i] == u'半' && stretch.Before(i) == u'过';
}

// A fraction in percent, to four places, as 三分之一 is no finite decimal.
Decimal Percent(int64_t part, int64_t whole) {
  const double share = 100.0 * part / whole;
  Decimal value{std::llround(share * 1e4), -4};
  while (value.exponent < 0 && value.mantissa % 10 == 0) {
    value.mantissa /= 10;
    ++value.exponent;
  }
  return value;
}

}  // namespace

std::optional<Figure> ReadOrdinal(const Stretch& stretch, size_t i,
                                  size_t* skip_to) {
  const View text = stretch.text;
  const std::optional<Number> number = ParseNumber(text, i + 1);
  if (!number.has_value()) return std::nullopt;
  *skip_to = number->end;
  size_t end = number->end;
  const char16_t next = At(text, end);
  const bool has_unit = IsOneOf(next, u"位名") &&
                        !StartsWith(text, end, u"位数") &&
                        !StartsWith(text, end, u"位访");
  if (has_unit) ++end;
  if (!AnnouncesRank(stretch, i) && !(has_unit && next == u'位')) {
    return std::nullopt;
  }
  const bool closed = has_unit || end >= text.size() ||
                      IsOneOf(At(text, end), u",。;、)\n”(…!") ||
                      StartsWith(text, end, u"的成绩") ||
                      StartsWith(text, end, u"的好成绩") ||
                      StartsWith(text, end, u"的名次");
  if (!closed || (!has_unit && IsPlainOrdinal(stretch, i))) return std::nullopt;
  return Rank(i, end, number->value);
}

std::optional<Figure> ReadFirstPlace(const Stretch& stretch, size_t i) {
  const View text = stretch.text;
  if (text[i] == u'首') {
    const bool place = StartsWith(text, i, u"首位") &&
                       stretch.lexicon.rank.Before(text, i) > 0;
    if (!place) return std::nullopt;
    return Rank(i, i + 2, Decimal{1, 0});
  }
  const View rest = text.substr(i, kRankWindow);
  const size_t first = rest.find(u'首');
  if (first == npos || first > rest.find_first_of(u",。;、\n")) {
    return std::nullopt;
  }
  const bool whole = first == 1 || rest.substr(first - 1, 2) == u"之首" ||
                     rest.substr(first - 1, 2) == u"榜首" ||
                     rest.substr(first, 2) == u"首位";
  if (!whole) return std::nullopt;
  size_t end = i + first + 1;
  if (At(text, end) == u'位') ++end;
  return Rank(i, end, Decimal{1, 0});
}

std::optional<Figure> ReadFraction(const Stretch& stretch, size_t i) {
  const View text = stretch.text;
  if (IsHalf(stretch, i)) {
    const bool one_character = text[i] == u'半' && At(text, i + 1) != u'数';
    const bool more = IsMoreThanHalf(stretch, i);
    Figure half = WithModifiers(stretch, i, i + (one_character ? 1 : 2),
                                Decimal{50, 0}, u"%", more);
    if (more) --half.begin;
    return half;
  }
  if (IsWhole(stretch, i)) {
    return WithModifiers(stretch, i, i + 3, Decimal{100, 0}, u"%", false);
  }
  const Denominator denominator = ReadDenominator(stretch, i);
  if (denominator.value < 2) return std::nullopt;
  const std::optional<Number> top = ParseNumber(text, denominator.end);
  if (!top.has_value() || top->impossible) return std::nullopt;
  Decimal value = top->value;
  switch (denominator.value) {
    case 100:
      break;
    case 1000:
      value.exponent -= 1;
      break;
    case 10000:
      value.exponent -= 2;
      break;
    default:
      if (value.exponent != 0) return std::nullopt;
      value = Percent(value.mantissa, denominator.value);
  }
  return WithModifiers(stretch, i, top->end, value, u"%", top->at_least);
}

std::optional<Figure> ReadHalf(const Stretch& stretch, size_t i) {
  const View text = stretch.text;
  if (text[i] != u'半' ||
      IsOneOf(stretch.Before(i), u"上下前后大小每多一过对")) {
    return std::nullopt;
  }
  for (const auto& [printed, unit] : {std::pair<View, View>{u"个月", u"个月"},
                                      {u"个工作日", u"工作日"},
                                      {u"个小时", u"小时"},
                                      {u"小时", u"小时"},
                                      {u"天", u"天"}}) {
    const size_t end = i + 1 + printed.size();
    if (StartsWith(text, i + 1, printed) &&
        (end >= text.size() || IsOneOf(At(text, end), u",。;、)内以左的\n"))) {
      return WithModifiers(stretch, i, end, Decimal{5, -1}, unit, false);
    }
  }
  return std::nullopt;
}

std::optional<Figure> ReadTenths(const Stretch& stretch, const Number& number) {
  const View text = stretch.text;
  const size_t end = number.end;
  if (At(text, end) == u'番' && number.value.mantissa < 10) {
    // 翻了近两番: up to four characters before the number.
    const size_t from = number.begin - std::min<size_t>(number.begin, 4);
    if (text.substr(from, number.begin - from).find(u'翻') == npos) {
      return std::nullopt;
    }
    return WithModifiers(stretch, number.begin, end + 1, number.value, u"番",
                         false);
  }
  if (At(text, end) != u'成' || number.bare_scale ||
      number.value.ToDouble() > 10 || number.value.exponent < -1 ||
      GuardFails(stretch, u"成", end + 1)) {
    return std::nullopt;
  }
  if (number.value.exponent < 0 || number.approximate) {
    // 8.5成 is 85 %.
    Figure tenths = WithModifiers(
        stretch, number.begin, end + 1,
        Decimal{number.value.mantissa, number.value.exponent + 1}, u"%", false);
    if (number.approximate) tenths.modifier = v1::MODIFIER_APPROXIMATE;
    return tenths;
  }
  // 六成二 is 62 %, 六成半 65 %.
  const char16_t next = At(text, end + 1);
  const int more = next == u'半' ? 5 : std::max(ChineseDigit(next), 0);
  const Decimal value{number.value.mantissa * 10 + more, 0};
  return WithModifiers(stretch, number.begin, end + 1 + (more > 0), value, u"%",
                       false);
}

}  // namespace nianbao::extractor
