// Modifiers stand on both sides of a quantity, and several may follow each
// other: 达到约45万件以上. They are taken word by word, away from the number,
// until something else stands there. Words that say nothing of exactness (达到,
// 共) are passed over, so that the figure holds all that belongs to the
// quantity.
#include "extractor/figures/modifiers.h"

#include <algorithm>

#include "extractor/figures/printed_unit.h"

namespace nianbao::extractor {
namespace {

struct Modifiers {
  bool approximate = false;
  bool at_most = false;
  bool at_least = false;

  // 约100件以上 is approximate: the vaguest word counts.
  v1::Modifier Combined() const {
    return approximate ? v1::MODIFIER_APPROXIMATE
           : at_most   ? v1::MODIFIER_AT_MOST
           : at_least  ? v1::MODIFIER_AT_LEAST
                       : v1::MODIFIER_EXACT;
  }
};

// True when the 了 of 超过了 or 突破了 stands before `begin`.
bool EndsExceeded(const Stretch& stretch, size_t begin) {
  return stretch.Before(begin) == u'了' &&
         stretch.lexicon.at_least_before.Before(stretch.text, begin - 1) > 1;
}

// Takes the modifiers that end at `begin`; the begin of the first.
size_t TakeBefore(const Stretch& stretch, size_t begin, Modifiers& modifiers) {
  const Lexicon& lexicon = stretch.lexicon;
  while (true) {
    const size_t most = lexicon.at_most_before.Before(stretch.text, begin);
    const size_t least = lexicon.at_least_before.Before(stretch.text, begin);
    const size_t about = lexicon.approximate_before.Before(stretch.text, begin);
    size_t n = std::max({most, least, about});
    // 节约 and 治超 end in a modifier's character only.
    if (lexicon.not_modifiers.Before(stretch.text, begin) > n) return begin;
    if (n > 0) {
      // The longest word counts: 不少于 is at least although 少于 is at most.
      if (n == most) {
        modifiers.at_most = true;
      } else if (n == least) {
        modifiers.at_least = true;
      } else {
        modifiers.approximate = true;
      }
    } else if (EndsExceeded(stretch, begin)) {
      n = 1;
    }
    if (n == 0 || begin - n < stretch.begin) return begin;
    begin -= n;
  }
}

// Takes the modifiers that begin at `end`; the end of the last.
size_t TakeAfter(const Stretch& stretch, size_t end, View unit,
                 Modifiers& modifiers) {
  const Lexicon& lexicon = stretch.lexicon;
  while (true) {
    size_t n = lexicon.at_most_after.At(stretch.text, end);
    // A bare 内 is one after a duration only: 30日内, but 5个内设机构.
    if (n > 0 && (n > 1 || IsDuration(unit))) {
      modifiers.at_most = true;
    } else if ((n = lexicon.at_least_after.At(stretch.text, end)) > 0 &&
               !(n == 1 &&
                 IsOneOf(At(stretch.text, end + 1), u"元种项个年部门方了出"))) {
      // A bare 多 or 余 is none when it begins a word: 3个多部门联合行动.
      modifiers.at_least = true;
    } else if ((n = lexicon.approximate_after.At(stretch.text, end)) > 0) {
      modifiers.approximate = true;
    } else {
      n = lexicon.exact_after.At(stretch.text, end);
    }
    if (n == 0) return end;
    end += n;
  }
}

}  // namespace

Figure WithModifiers(const Stretch& stretch, size_t begin, size_t end,
                     Decimal value, View unit, bool at_least) {
  Modifiers modifiers;
  modifiers.at_least = at_least;
  Figure figure;
  figure.number_begin = begin;
  figure.value = value;
  figure.unit = unit;
  figure.begin = TakeBefore(stretch, begin, modifiers);
  figure.end = TakeAfter(stretch, end, unit, modifiers);
  figure.modifier = modifiers.Combined();
  return figure;
}

}  // namespace nianbao::extractor
