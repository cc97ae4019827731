// Character conversion for matching: NFKC and Traditional to Simplified, one
// code unit to one code unit.
//
// The tables are derived when the program starts: NFKC from ICU, Traditional to
// Simplified from the installed OpenCC dictionaries (t2s), so that they follow
// the installed versions. A test proves them equal to OpenCC. OpenCC itself is
// 40 times slower than the rest of the pipeline.
#ifndef NIANBAO_COMMON_TEXT_CONVERSION_TABLE_H_
#define NIANBAO_COMMON_TEXT_CONVERSION_TABLE_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/text/word_trie.h"

namespace nianbao {

class ConversionTable {
 public:
  // `names` are proper names in Simplified characters: those that t2s would
  // change (乾安县 to 干安县) become phrases of their own, in either script.
  // INTERNAL when the OpenCC dictionaries cannot be read.
  static absl::StatusOr<std::unique_ptr<const ConversionTable>> Create(
      const std::vector<std::u16string>& names = {});

  // NFKC of one UTF-16 unit where that is one unit, with the punctuation of
  // other regions folded to the mainland's and the radicals that PDFs print for
  // characters folded to those; otherwise the unit itself. 0 for units without
  // a width of their own: zero-width space, byte order mark, direction marks,
  // combining marks.
  char16_t Fold(char16_t unit) const { return fold_[unit]; }

  // Simplified form of one folded unit, as OpenCC's TSCharacters has it.
  char16_t Simplify(char16_t unit) const { return simplify_[unit]; }

  // Length of the longest OpenCC phrase or kept name at `begin`, with its
  // conversion in `*converted`; 0 when there is none. Phrases keep their
  // length.
  size_t MatchPhrase(std::u16string_view text, size_t begin,
                     std::u16string_view* converted) const;

  // True when the unit is used in that script only.
  bool IsTraditionalOnly(char16_t unit) const {
    return (traits_[unit] & kTraditional) != 0;
  }
  bool IsSimplifiedOnly(char16_t unit) const {
    return (traits_[unit] & kSimplified) != 0;
  }

  // False when neither Simplify nor MatchPhrase does anything at the unit, as
  // with most characters of a Simplified text.
  bool MayChange(char16_t unit) const {
    return (traits_[unit] & kMayChange) != 0;
  }

 private:
  // What is known of a unit; bits.
  enum Trait : uint8_t { kTraditional = 1, kSimplified = 2, kMayChange = 4 };

  ConversionTable() = default;
  void FillFold();
  void FillMayChange();
  absl::Status FillScripts();
  void KeepName(std::u16string_view name);
  // The name as t2s writes it.
  std::u16string Converted(std::u16string_view name) const;

  std::array<char16_t, 65536> fold_;
  std::array<char16_t, 65536> simplify_;
  std::array<uint8_t, 65536> traits_;
  // As `simplify_`, but the characters that t2s would change in kept names
  // stay.
  std::array<char16_t, 65536> kept_;
  size_t longest_name_ = 0;
  // Values index `conversions_`.
  WordTrie names_;
  WordTrie phrases_;
  std::vector<std::u16string> conversions_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TEXT_CONVERSION_TABLE_H_
