// Words as people type them, found in the names of indicators: in Simplified or
// Traditional characters, in English, in pinyin without tones.
//
//   absl::StatusOr<WordSearch> search = WordSearch::Create({"複議", "受理"});
//   for (const v1::Indicator* indicator : search->FindIn(indicators)) ...
#ifndef NIANBAO_CLIENT_COMMANDS_FINDING_WORD_SEARCH_H_
#define NIANBAO_CLIENT_COMMANDS_FINDING_WORD_SEARCH_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "nianbao/v1/indicator.pb.h"

namespace nianbao::client {

// Immutable; safe to share between threads.
class WordSearch {
 public:
  // Words may hold spaces, which part them. INVALID_ARGUMENT when there is
  // none; INTERNAL when OpenCC's dictionaries cannot be read.
  static absl::StatusOr<WordSearch> Create(
      const std::vector<std::string>& words);

  // The words in Simplified characters and small letters.
  const std::vector<std::string>& words() const { return words_; }

  // The indicators that have every word in their id, in one of their names, in
  // the note on what they count or in the pinyin of the Chinese name; those
  // that have all of them in the id or one name come first, and else the order
  // stays. Linear in the length of the names.
  std::vector<const v1::Indicator*> FindIn(
      const std::vector<v1::Indicator>& indicators) const;

 private:
  explicit WordSearch(std::vector<std::string> words)
      : words_(std::move(words)) {}

  bool AllIn(const std::string& text) const;

  std::vector<std::string> words_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_FINDING_WORD_SEARCH_H_
