// Finds who published a report: the body, its division and its level.
#ifndef NIANBAO_EXTRACTOR_HEAD_ISSUER_H_
#define NIANBAO_EXTRACTOR_HEAD_ISSUER_H_

#include <string_view>
#include <vector>

#include "common/domain/gazetteer.h"
#include "extractor/head/title.h"
#include "extractor/text/word_trie.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Names of divisions as texts print them. Immutable; thread-safe.
class PlaceNames {
 public:
  explicit PlaceNames(const Gazetteer& gazetteer);

  struct Mention {
    size_t begin = 0;
    size_t end = 0;
    // All divisions of that name, or of that name without its suffix (海淀).
    const std::vector<const DivisionEntry*>* divisions = nullptr;
    bool is_stem = false;
    // The name is one that a division had until lately: 遵义县.
    bool is_former = false;
  };

  // Mentions in the text, the longest at each place, in order.
  std::vector<Mention> Find(std::u16string_view text) const;

 private:
  struct Name {
    std::vector<const DivisionEntry*> full;
    std::vector<const DivisionEntry*> stem;
    bool is_former = false;
  };
  Name& NameOf(const std::u16string& name);

  WordTrie trie_;
  std::vector<Name> names_;
};

// The issuer of the report whose title is `title` and whose text is `text`.
// What cannot be told stays unset: an ambiguous town has a level but no code.
// Reads the title, the lines about the source, the opening, the signature and
// how the text calls its own area (我区, 县政府); towns of the same name are
// told apart by the divisions named around them. Time does not grow with the
// length of the text beyond its first 6,000 characters.
v1::Issuer FindIssuer(std::u16string_view text, const Title& title,
                      const PlaceNames& places);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_ISSUER_H_
