// The pairs of characters near a figure, by which the model knows words that no
// catalogue lists.
#ifndef NIANBAO_EXTRACTOR_LINKS_CHARACTER_PAIRS_H_
#define NIANBAO_EXTRACTOR_LINKS_CHARACTER_PAIRS_H_

#include <cstdint>
#include <vector>

#include "extractor/counts/counted.h"
#include "extractor/figures/reading.h"
#include "extractor/text/outline.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

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

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_CHARACTER_PAIRS_H_
