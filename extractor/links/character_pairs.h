// The pairs of characters near a figure, by which the model knows words that no
// catalogue lists.
#ifndef NIANBAO_EXTRACTOR_LINKS_CHARACTER_PAIRS_H_
#define NIANBAO_EXTRACTOR_LINKS_CHARACTER_PAIRS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractor/counts/counted.h"
#include "extractor/figures/reading.h"
#include "extractor/text/outline.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// Where a pair stands.
enum PairTag : uint32_t {
  // Among the last of the own words.
  kLeftTag = 1,
  // At the end of the own words, or of the noun on the right.
  kHeadTag,
  // In the noun on the right.
  kRightTag,
  // In the words before the own ones.
  kClauseTag,
  kHeadingTag,
  // Not a pair: the first character of the last own words.
  kEdgeTag,
  // Not a pair: the last three characters of the own words.
  kTripleTag,
  // At the begin of the own words.
  kFirstTag,
};

// Pairs as numbers in which it is told where they stand. At most 60 of each.
struct CharacterPairs {
  // Those of the own words, of the noun on the right and of the heading.
  std::vector<uint32_t> own;
  // These, and those of the words before the own ones.
  std::vector<uint32_t> of_none;

  // Takes the pairs of a figure in place of those of the last one.
  void Collect(View text, const Outline& outline, const Reading& reading,
               const Counted& counted);
};

// A pair as people read it.
struct PairWords {
  PairTag tag;
  // As they stand in the text.
  std::u16string characters;
};

// What the number `pair` stands for, as it stands in `words`; absent where it
// does not. Linear in `words`.
std::optional<PairWords> FindPair(uint32_t pair, View words);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_CHARACTER_PAIRS_H_
