// Says which indicator of the catalogue a figure is a value of.
//
// A rule of the catalogue fits a figure when its action stands beside the
// figure and its topic there or before it: in the clause, the sentence, the
// paragraph or the headings, as these texts carry it
// (受理…件,审结…件,纠错率…%). Each fit has a score that grows with the length
// of the words found and falls with their distance; the best fit wins. Changes
// take the indicator of what changed.
#ifndef NIANBAO_EXTRACTOR_LINKS_LINKER_H_
#define NIANBAO_EXTRACTOR_LINKS_LINKER_H_

#include <memory>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/domain/catalogue.h"
#include "extractor/counts/counted.h"
#include "extractor/figures/lexicon.h"
#include "extractor/figures/reading.h"
#include "extractor/links/candidates.h"
#include "extractor/links/evidence_index.h"
#include "extractor/links/link.h"
#include "extractor/links/link_rules.h"
#include "extractor/links/scorer.h"
#include "extractor/text/outline.h"

namespace nianbao::extractor {

// Immutable; thread-safe.
class Linker {
 public:
  // INVALID_ARGUMENT names the indicator and the rule that cannot be compiled.
  // `lexicon` must outlive the linker.
  static absl::StatusOr<std::unique_ptr<const Linker>> Create(
      const Catalogue& catalogue, const Lexicon& lexicon);
  // The same with other weights than those of the program.
  static absl::StatusOr<std::unique_ptr<const Linker>> Create(
      const Catalogue& catalogue, const Lexicon& lexicon,
      std::unique_ptr<const Scorer> scorer);

  // One link for each reading, as the scorer of the program chooses. Linear in
  // the length of the text times the number of rules that share a word.
  std::vector<Link> LinkAll(std::u16string_view text, const Outline& outline,
                            const std::vector<Reading>& readings) const;

  // The same with another chooser; `counted` has one entry for each reading
  // (counts/count_reader.h), `scorer` says which indicators have evidence of
  // their own. Readings that are left once `stopped`, which is
  // asked for each, says true have no link.
  std::vector<Link> LinkAll(
      std::u16string_view text, const Outline& outline,
      const std::vector<Reading>& readings, const std::vector<Counted>& counted,
      const Scorer& scorer, LinkChooser& chooser,
      absl::FunctionRef<bool()> stopped = [] { return false; }) const;

  // In the order of the catalogue, which Link::indicator indexes.
  const std::vector<IndicatorFacts>& indicators() const {
    return rules_.indicators;
  }

  const Scorer& scorer() const { return *scorer_; }

 private:
  Linker(LinkRules rules, const Lexicon& lexicon,
         std::unique_ptr<const Scorer> scorer);

  const LinkRules rules_;
  const Lexicon& lexicon_;
  const EvidenceIndex index_;
  const std::unique_ptr<const Scorer> scorer_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_LINKER_H_
