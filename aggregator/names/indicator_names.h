// Finds indicators and families of them by what people call them.
#ifndef NIANBAO_AGGREGATOR_NAMES_INDICATOR_NAMES_H_
#define NIANBAO_AGGREGATOR_NAMES_INDICATOR_NAMES_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "aggregator/names/matches.h"
#include "common/domain/catalogue.h"
#include "common/text/conversion_table.h"

namespace nianbao::aggregator {

// Immutable; safe to share between threads.
class IndicatorNames {
 public:
  struct Found : Matches<v1::Indicator> {
    // "indicators/{family}.*" when the text is the name of a family; nothing
    // else is found then.
    std::string family;
  };

  // `catalogue` must outlive the index.
  IndicatorNames(const Catalogue& catalogue, const ConversionTable& conversion);

  // `text` is what was written, without blanks at its ends, `normal` its normal
  // form. Candidates, all found by the same step, and suggestions, likelier
  // ones first, are in the order of the catalogue else.
  Found Find(absl::string_view text, std::u16string_view normal) const;

 private:
  // An indicator's names in normal form.
  struct Names {
    std::u16string chinese;
    std::u16string english;
    // Its words, sorted.
    std::string words;
  };
  using ByName = absl::flat_hash_map<std::string, std::vector<int>>;

  Matches<v1::Indicator> Suggest(absl::string_view text,
                                 std::u16string_view normal) const;

  const Catalogue& catalogue_;
  // Of each indicator, in the order of the catalogue.
  std::vector<Names> names_;
  // By display names as they are, and by normal forms and sorted words.
  ByName exact_;
  ByName variants_;
  // "reconsideration".
  std::set<std::string> families_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_NAMES_INDICATOR_NAMES_H_
