// How features write what they tell as small numbers.
#ifndef NIANBAO_EXTRACTOR_LINKS_FEATURE_NUMBERS_H_
#define NIANBAO_EXTRACTOR_LINKS_FEATURE_NUMBERS_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>

namespace nianbao::extractor {

// Small numbers as they are, larger ones in steps.
inline uint32_t Bucket(size_t n) {
  if (n < 4) return static_cast<uint32_t>(n);
  if (n < 6) return 4;
  if (n < 9) return 5;
  if (n < 14) return 6;
  return 7;
}

inline uint32_t HashOf(const std::u16string& unit) {
  uint32_t hash = 0x811C9DC5u;
  for (const char16_t c : unit) hash = (hash ^ c) * 0x01000193u;
  return hash;
}

// Scores of rules in half steps, up to 12.
inline uint32_t HalfSteps(double score) {
  return static_cast<uint32_t>(std::clamp(2 * score, 0.0, 24.0));
}

// Calls visit with the number of each construction.
template <typename Visit>
void ForEachConstruction(uint16_t constructions, Visit visit) {
  for (uint32_t bits = constructions; bits != 0; bits &= bits - 1) {
    visit(static_cast<uint32_t>(std::countr_zero(bits)));
  }
}

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_FEATURE_NUMBERS_H_
