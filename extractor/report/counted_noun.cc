// Which words are taken:
//
//     招录8名茶园协理员           right of the unit: 茶园协理员
//     全年共受理茶事纠纷达187件   left of the number: 受理茶事纠纷
//     市场监管数量45件            of a table's cell: 市场监管 is the head of
//     its
//                                 row, 数量 that of its column
#include "extractor/report/counted_noun.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Characters left of a figure that are still its noun, and no sentence.
constexpr size_t kLongestLeft = 32;
// Bytes between the begins of two characters that stand in one place: a
// character and some blanks. The next cell is further away, or before.
constexpr uint32_t kWidestStep = 12;

// 144件和43件: a character that links figures is no noun.
bool IsNoun(View words) {
  return !words.empty() &&
         !(words.size() == 1 && IsOneOf(words[0], u"和及与或到等"));
}

// True when the unit `at` stands right after the one before it.
bool GoesOn(const NormalizedText& text, size_t at) {
  const uint32_t before = text.offsets[at - 1];
  return text.offsets[at] > before && text.offsets[at] - before <= kWidestStep;
}

v1::CountedNoun Write(const NormalizedText& text, size_t begin, size_t end) {
  v1::CountedNoun noun;
  *noun.mutable_span() = text.Original(begin, end);
  noun.set_text(std::string(text.document.substr(
      noun.span().begin(), noun.span().end() - noun.span().begin())));
  return noun;
}

}  // namespace

std::optional<v1::CountedNoun> WriteNoun(const NormalizedText& text,
                                         const Counted& counted) {
  const View units = text.text;
  size_t begin = counted.right_begin, end = counted.right_end;
  if (IsNoun(units.substr(begin, end - begin))) {
    size_t place_end = begin + 1;
    while (place_end < end && GoesOn(text, place_end)) ++place_end;
    return Write(text, begin, place_end);
  }
  end = counted.left_end;
  begin = std::max(counted.left_begin, end - std::min(end, kLongestLeft));
  if (!IsNoun(units.substr(begin, end - begin))) return std::nullopt;
  size_t place_begin = end - 1;
  while (place_begin > begin && GoesOn(text, place_begin)) --place_begin;
  // The last character of longer words that stand elsewhere says nothing.
  if (place_begin + 1 == end && begin + 1 < end) return std::nullopt;
  return Write(text, place_begin, end);
}

}  // namespace nianbao::extractor
