// Units are looked up in the lexicon, the longest first, and may go on:
//     批(件)次   批, then (件), then 次
//     元/亩      元, then / and another unit
//     条次       条, then 次
// What looks like a unit may begin another word: 5部门 counts no 部, since 门
// follows, and 12个人民团体 no 个人, but 个. A number without a unit takes that
// of the words around it:
//     罚没金额(万元)325.6      the brackets before it: 元, and 万
//     参与人数超过100万        the measure noun before it: 人
//     罚款20万                 a noun of money, where 万 stands: 元
//     7.4和5.9个百分点         the next item of its list: 百分点
//     行政处罚2100,占33.9%     a share of it follows: what the sentence counts
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

// Where the modifiers before the number begin.
size_t BeginOfModifiers(const Stretch& stretch, const Number& number) {
  const Lexicon& lexicon = stretch.lexicon;
  size_t begin = number.begin;
  while (true) {
    const size_t n =
        std::max({lexicon.at_least_before.Before(stretch.text, begin),
                  lexicon.approximate_before.Before(stretch.text, begin),
                  lexicon.exact_before.Before(stretch.text, begin)});
    if (n == 0 || begin - n <= stretch.begin) return begin;
    begin -= n;
  }
}

// 罚没金额(万元)325.6, 受理数(件):45: brackets that hold a unit and nothing
// else.
std::optional<PrintedUnit> UnitInBrackets(const Stretch& stretch,
                                          const Number& number, size_t i) {
  // Scales and a unit, as 亿立方米.
  constexpr size_t kLongest = 6;
  const View text = stretch.text;
  size_t close = number.begin;
  if (stretch.Before(close) == u':') --close;
  if (close <= stretch.begin || text[close - 1] != u')') return std::nullopt;
  const size_t from =
      std::max(stretch.begin, close - std::min(close, kLongest));
  const size_t found = text.substr(from, close - from).rfind(u'(');
  if (found == npos) return std::nullopt;
  const size_t open = from + found;
  PrintedUnit printed;
  printed.end = i;
  size_t begin = open + 1;
  for (; IsOneOf(text[begin], u"百千万亿"); ++begin) {
    printed.scale += ScalePower(text[begin]);
  }
  int index = -1;
  const size_t length = stretch.lexicon.unit_trie.Longest(text, begin, &index);
  if (length == 0 || begin + length != close - 1) return std::nullopt;
  printed.unit = stretch.lexicon.units[index];
  return printed;
}

// 参与人数超过100万, 罚款20万: the noun before the number and its modifiers
// says the unit. Money is told without one only in 万 and 亿.
std::optional<std::u16string> UnitOfNoun(const Stretch& stretch,
                                         const Number& number) {
  const View text = stretch.text;
  if (IsOneOf(At(text, number.end), u"年月.-:")) return std::nullopt;
  const size_t end = BeginOfModifiers(stretch, number);
  const char16_t next = At(text, number.end);
  if (IsHan(next) && !IsOneOf(next, u"余多以左")) return std::nullopt;
  if (auto unit = stretch.lexicon.UnitOfMeasureNoun(text, end)) return unit;
  if (IsOneOf(text[number.end - 1], u"万亿") && !number.bare_scale &&
      stretch.lexicon.money_nouns.Before(text, end) > 0) {
    return u"元";
  }
  return std::nullopt;
}

// 行政处罚2100,占收到申请总数的33.9%: a share follows, so the number counts.
bool ShareFollows(const Stretch& stretch, const Number& number, size_t i) {
  const View text = stretch.text;
  return !number.chinese && number.value.exponent >= 0 &&
         number.end > number.begin + 1 && IsHan(stretch.Before(number.begin)) &&
         (StartsWith(text, i, u",占") || StartsWith(text, i, u"(占"));
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

// The longest unit at `i` that no guard forbids, with what goes on after it.
std::optional<PrintedUnit> ReadPrinted(const Stretch& stretch, size_t i) {
  int index = -1;
  View text = stretch.text;
  while (const size_t length =
             stretch.lexicon.unit_trie.Longest(text, i, &index)) {
    PrintedUnit printed{stretch.lexicon.units[index], 0};
    printed.end = ExtendUnit(stretch, i + length, printed.unit);
    if (!GuardFails(stretch, printed.unit, printed.end)) return printed;
    text = text.substr(0, i + length - 1);
  }
  return std::nullopt;
}

}  // namespace

std::optional<PrintedUnit> ReadUnit(const Stretch& stretch,
                                    const Number& number, size_t i) {
  const View text = stretch.text;
  if (StartsWith(text, i, u"个半")) {
    // 一个半小时, 两个半月.
    std::optional<PrintedUnit> unit = ReadPrinted(stretch, i + 2);
    if (StartsWith(text, i + 2, u"月")) unit = PrintedUnit{u"个月", i + 3};
    if (!unit.has_value() || !IsDuration(unit->unit)) return std::nullopt;
    unit->and_half = true;
    return unit;
  }
  if (stretch.lexicon.unit_trie.Longest(text, i) > 0) {
    return ReadPrinted(stretch, i);
  }
  if (auto printed = UnitInBrackets(stretch, number, i)) return printed;
  std::optional<std::u16string> implied = UnitOfNoun(stretch, number);
  if (!implied.has_value()) implied = UnitOfNextItem(stretch, number);
  if (implied.has_value()) return PrintedUnit{*std::move(implied), i};
  if (ShareFollows(stretch, number, i)) return PrintedUnit{u"", i};
  return std::nullopt;
}

bool GuardFails(const Stretch& stretch, View unit, size_t after) {
  const auto& guards = stretch.lexicon.unit_guards;
  const auto it = guards.find(std::u16string(unit));
  return it != guards.end() && it->second.At(stretch.text, after) > 0;
}

bool IsDuration(View unit) {
  return unit == u"日" || unit == u"天" || unit == u"小时" || unit == u"分钟" ||
         unit == u"个月" || unit == u"工作日" || unit == u"个工作日" ||
         unit == u"个小时" || unit == u"个钟头";
}

}  // namespace nianbao::extractor
