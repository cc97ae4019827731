// A cell is a figure only as a whole: 45件 and -1.2% are figures, 3号楼 and
// 第2季度 are words. So a number is read at its begin, and what is left must be
// nothing or a unit.
#include "extractor/tables/cell_words.h"

#include <algorithm>
#include <optional>

#include "extractor/text/number.h"

namespace nianbao::extractor {
namespace {

// Characters of the longest unit, 万立方米, and some to spare.
constexpr size_t kLongestUnit = 8;
// Longer cells are words.
constexpr size_t kLongestFigure = 32;
constexpr View kScales = u"十百千万亿";

bool IsPlaceholder(View words) {
  return words.find_first_not_of(u"—-/\\·.*─–无") == npos;
}

CellWords::Kind KindOf(View words, const WordTrie& units) {
  using Kind = CellWords::Kind;
  if (IsPlaceholder(words)) return Kind::kEmpty;
  if (words.size() > kLongestFigure) return Kind::kText;
  if (words.size() == 4 && PrintedYear(words, 0) > 0) return Kind::kYear;
  size_t i = 0;
  while (IsOneOf(At(words, i), u"约近超逾+-−↑↓")) ++i;
  const std::optional<Number> number = ParseNumber(words, i);
  // 万元 is a unit, which may stand in a column of its own.
  if (!number.has_value() || number->bare_scale) return Kind::kText;
  i = number->end;
  if (i == words.size()) {
    return number->chinese ? Kind::kText : Kind::kNumber;
  }
  if (IsOneOf(words[i], u"余多+")) ++i;
  return IsUnitName(words.substr(i), units) ? Kind::kFigure : Kind::kText;
}

}  // namespace

bool IsUnitName(View words, const WordTrie& units) {
  if (words.size() > kLongestUnit) return false;
  while (!words.empty() && IsOneOf(words.front(), kScales)) {
    words.remove_prefix(1);
  }
  return !words.empty() && units.Longest(words, 0) == words.size();
}

UnitPlace FindUnitLabel(View line, const WordTrie& units) {
  constexpr View kLabel = u"单位:";
  const size_t label = line.find(kLabel);
  if (label == npos) return {};
  const size_t begin = label + kLabel.size();
  size_t end = begin;
  while (end < line.size() && end - begin <= kLongestUnit &&
         !IsOneOf(line[end], u",;、)|/ \n")) {
    ++end;
  }
  if (IsOneOf(At(line, end), u",;、/") ||
      !IsUnitName(line.substr(begin, end - begin), units)) {
    return {};
  }
  return {begin, end - begin};
}

CellWords ReadCell(View text, size_t begin, size_t end, const WordTrie& units) {
  CellWords cell;
  cell.begin = begin;
  cell.end = end;
  cell.words_end = end;
  const View words = text.substr(begin, end - begin);
  cell.kind = KindOf(words, units);
  if (cell.kind != CellWords::Kind::kText) return cell;
  cell.is_unit = IsUnitName(words, units);
  if (const UnitPlace label = FindUnitLabel(words, units); label.length > 0) {
    cell.unit_begin = begin + label.begin;
    cell.unit_end = cell.unit_begin + label.length;
    const size_t open = words.find_first_of(u"(单");
    cell.words_end = begin + std::min(open, words.size());
  } else if (words.back() == u')') {
    const size_t open = words.rfind(u'(');
    if (open != npos &&
        IsUnitName(words.substr(open + 1, words.size() - open - 2), units)) {
      cell.unit_begin = begin + open + 1;
      cell.unit_end = end - 1;
      cell.words_end = begin + open;
    }
  }
  return cell;
}

}  // namespace nianbao::extractor
