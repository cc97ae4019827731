// Finds the names of divisions in a text.
#ifndef NIANBAO_EXTRACTOR_HEAD_PLACE_NAMES_H_
#define NIANBAO_EXTRACTOR_HEAD_PLACE_NAMES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/gazetteer.h"
#include "common/text/word_trie.h"

namespace nianbao::extractor {

// Names of divisions as texts print them: 海淀区, also without its suffix
// (海淀), in short (积石山县) or by a former name (遵义县); divisions that are
// no more as well (邯郸县), whose entries have no code. Immutable; thread-safe.
class PlaceNames {
 public:
  // The gazetteer must outlive the names.
  explicit PlaceNames(const Gazetteer& gazetteer);

  // A name that stands in a text. Positions are UTF-16 units.
  struct Mention {
    size_t begin = 0;
    size_t end = 0;
    // All divisions of that name, or of that name without its suffix (海淀);
    // at least one. Lives as long as the names.
    const std::vector<const DivisionEntry*>* divisions = nullptr;
    // The suffix is missing.
    bool is_stem = false;
    // The name is one that a division had until lately: 遵义县.
    bool is_former = false;
    // The last year in which the name was in force; 0 for one of today.
    int until = 0;
  };

  // Mentions in the text, the longest at each place, in order and apart from
  // each other. Linear time.
  std::vector<Mention> Find(std::u16string_view text) const;

 private:
  // The divisions that one name may stand for.
  struct Name {
    std::vector<const DivisionEntry*> full;
    std::vector<const DivisionEntry*> stem;
    int until = 0;
  };
  Name& NameOf(const std::u16string& name);
  void AddOther(const OtherName& other);

  // Values index `names_`.
  WordTrie trie_;
  std::vector<Name> names_;
};

// All names of the gazetteer, in full: those that no conversion of characters
// may change.
std::vector<std::u16string> ProperNames(const Gazetteer& gazetteer);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_PLACE_NAMES_H_
