// How the names of places are read, in pinyin without tones.
#ifndef NIANBAO_AGGREGATOR_NAMES_PINYIN_H_
#define NIANBAO_AGGREGATOR_NAMES_PINYIN_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"

namespace nianbao::aggregator {

// Immutable; safe to share between threads.
class Pinyin {
 public:
  // With the readings of the characters of `alphabet`, each of which is asked
  // of ICU once. INTERNAL when ICU has no Chinese.
  static absl::StatusOr<Pinyin> Create(std::u16string_view alphabet);

  // "haidianqu" of 海淀区: syllables without blanks, ü as u. Characters that
  // are not of the alphabet stay as they are.
  std::u16string Of(std::u16string_view text) const;

 private:
  absl::flat_hash_map<char16_t, std::u16string> characters_;
  // Words of two characters that read otherwise than these.
  absl::flat_hash_map<std::u16string, std::u16string> words_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_NAMES_PINYIN_H_
