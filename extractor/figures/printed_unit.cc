// Units are looked up in the lexicon, the longest first, and may go on:
//     批(件)次   批, then (件), then 次
//     元/亩      元, then / and another unit
//     条次       条, then 次
// What looks like a unit may begin another word: 5部门 counts no 部, since 门
// follows. A number without a unit takes that of the words around it:
//     参与人数超过100万        the measure noun before it: 人
//     7.4和5.9个百分点         the next item of its list: 百分点
// Each look-up costs the length of the longest unit.
#include "extractor/figures/printed_unit.h"

#include <algorithm>
#include <utility>

namespace nianbao::extractor {
namespace {

// Items of a list that are looked through for the unit that ends it. Lists of
// bare numbers are short; the bound keeps a page of numbers linear.
constexpr int kMostItems = 8;

// The rest of a unit in parentheses at `i`, (件) of 批(件)次 or (次) of 场(次):
// adds it to the unit; the position after it.
size_t TakeParenthesis(const Stretch& stretch, size_t i, std::u16string& unit) {
  const View text = stretch.text;
  if (At(text, i) != u'(') return i;
  const size_t length = stretch.lexicon.unit_trie.Longest(text, i + 1);
  size_t close = i + 1 + length;
  if (length == 0 && At(text, i + 1) == u'次') close = i + 2;
  if (close == i + 1 || At(text, close) != u')') return i;
  unit.append(text.substr(i, close + 1 - i));
  return close + 1;
}

// Adds what goes on after a unit that ends at `i`: the (件)次 of 批(件)次, the
// /亩 of 元/亩, the 次 of 条次. The position after it.
size_t ExtendUnit(const Stretch& stretch, size_t i, std::u16string& unit) {
  const View text = stretch.text;
  i = TakeParenthesis(stretch, i, unit);
  if (At(text, i) == u'/') {
    const size_t length = stretch.lexicon.unit_trie.Longest(text, i + 1);
    if (length > 0) {
      unit.append(text.substr(i, length + 1));
      i += length + 1;
    }
  }
  if (At(text, i) == u'次' && unit.back() != u'次' && unit != u"%" &&
      unit != u"个" && unit != u"元") {
    unit.push_back(u'次');
    ++i;
  }
  return i;
}

// 参与人数超过100万: the measure noun before the number and its modifiers says
// the unit.
std::optional<std::u16string> UnitOfMeasureNoun(const Stretch& stretch,
                                                const Number& number) {
  const Lexicon& lexicon = stretch.lexicon;
  if (IsOneOf(At(stretch.text, number.end), u"年月.-:")) return std::nullopt;
  size_t end = number.begin;
  while (true) {
    const size_t n =
        std::max({lexicon.at_least_before.Before(stretch.text, end),
                  lexicon.approximate_before.Before(stretch.text, end),
                  lexicon.exact_before.Before(stretch.text, end)});
    if (n == 0 || end - n <= stretch.begin) break;
    end -= n;
  }
  return lexicon.UnitOfMeasureNoun(stretch.text, end);
}

// 7.4和5.9个百分点: an item without a unit has that of the next one.
std::optional<std::u16string> UnitOfNextItem(const Stretch& stretch,
                                             const Number& number) {
  constexpr View kConjunctions = u"、和及与";
  const View text = stretch.text;
  if (number.chinese || !IsOneOf(At(text, number.end), kConjunctions) ||
      IsOneOf(stretch.Before(number.begin), u"《“·")) {
    return std::nullopt;
  }
  size_t i = number.end;
  for (int items = 0; items < kMostItems && IsOneOf(At(text, i), kConjunctions);
       ++items) {
    if (!IsDigit(At(text, i + 1))) return std::nullopt;
    const std::optional<Number> next = ParseNumber(text, i + 1);
    if (!next.has_value()) return std::nullopt;
    i = next->end;
  }
  if (IsOneOf(At(text, i), u"余多")) ++i;
  int index = -1;
  const size_t length = stretch.lexicon.unit_trie.Longest(text, i, &index);
  if (length == 0) return std::nullopt;
  std::u16string unit = stretch.lexicon.units[index];
  if (GuardFails(stretch, unit, i + length)) return std::nullopt;
  ExtendUnit(stretch, i + length, unit);
  return unit;
}

}  // namespace

std::optional<PrintedUnit> ReadUnit(const Stretch& stretch,
                                    const Number& number, size_t i) {
  int index = -1;
  const size_t length =
      stretch.lexicon.unit_trie.Longest(stretch.text, i, &index);
  if (length > 0) {
    PrintedUnit printed{stretch.lexicon.units[index], 0};
    printed.end = ExtendUnit(stretch, i + length, printed.unit);
    if (GuardFails(stretch, printed.unit, printed.end)) return std::nullopt;
    return printed;
  }
  std::optional<std::u16string> implied = UnitOfMeasureNoun(stretch, number);
  if (!implied.has_value()) implied = UnitOfNextItem(stretch, number);
  if (!implied.has_value()) return std::nullopt;
  return PrintedUnit{*std::move(implied), i};
}

bool GuardFails(const Stretch& stretch, View unit, size_t after) {
  const auto& guards = stretch.lexicon.unit_guards;
  const auto it = guards.find(std::u16string(unit));
  return it != guards.end() && it->second.At(stretch.text, after) > 0;
}

bool IsDuration(View unit) {
  return unit == u"日" || unit == u"天" || unit == u"小时" || unit == u"分钟" ||
         unit == u"个月" || unit == u"工作日" || unit == u"个工作日" ||
         unit == u"个小时";
}

}  // namespace nianbao::extractor
