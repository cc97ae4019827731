#include "aggregator/query/subjects/owner_set.h"

#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "common/data/embedded_data.h"
#include "common/text/utf8.h"
#include "common/text/word_trie.h"

namespace nianbao::aggregator {
namespace {

// 0 for "none": words that hold an owner's name and speak of nobody.
OwnerSet BitOf(absl::string_view kind) {
  for (size_t i = 0; i < std::size(kOwnerKinds); ++i) {
    if (kOwnerKinds[i] == kind) return static_cast<OwnerSet>(1 << i);
  }
  return 0;
}

const WordTrie& OwnerWords() {
  static const WordTrie* const words = [] {
    auto* const trie = new WordTrie;
    const std::vector<absl::string_view> lines =
        absl::StrSplit(EmbeddedSubjectOwners(), '\n', absl::SkipEmpty());
    for (size_t i = 1; i < lines.size(); ++i) {
      const std::pair<absl::string_view, absl::string_view> fields =
          absl::StrSplit(lines[i], absl::MaxSplits(',', 1));
      trie->Add(FromUtf8(fields.first), BitOf(fields.second));
    }
    return trie;
  }();
  return *words;
}

}  // namespace

OwnerSet OwnersIn(absl::string_view subject) {
  const std::u16string text = FromUtf8(subject);
  OwnerSet owners = 0;
  for (size_t i = 0; i < text.size();) {
    int owner = 0;
    const size_t length = OwnerWords().Longest(text, i, &owner);
    if (length > 0) owners |= static_cast<OwnerSet>(owner);
    i += length > 0 ? length : 1;
  }
  return owners;
}

}  // namespace nianbao::aggregator
