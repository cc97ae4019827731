#include "extractor/links/linker.h"

#include <utility>

#include "extractor/counts/count_reader.h"
#include "extractor/links/link_session.h"

namespace nianbao::extractor {
absl::StatusOr<std::unique_ptr<const Linker>> Linker::Create(
    const Catalogue& catalogue, const Lexicon& lexicon) {
  absl::StatusOr<std::unique_ptr<const Scorer>> scorer = Scorer::Embedded();
  if (!scorer.ok()) return scorer.status();
  return Create(catalogue, lexicon, *std::move(scorer));
}

absl::StatusOr<std::unique_ptr<const Linker>> Linker::Create(
    const Catalogue& catalogue, const Lexicon& lexicon,
    std::unique_ptr<const Scorer> scorer) {
  absl::StatusOr<LinkRules> rules = CompileLinkRules(catalogue, lexicon);
  if (!rules.ok()) return rules.status();
  return std::unique_ptr<const Linker>(
      new Linker(*std::move(rules), lexicon, std::move(scorer)));
}

Linker::Linker(LinkRules rules, const Lexicon& lexicon,
               std::unique_ptr<const Scorer> scorer)
    : rules_(std::move(rules)),
      lexicon_(lexicon),
      index_(rules_, lexicon),
      scorer_(std::move(scorer)) {}

std::vector<Link> Linker::LinkAll(std::u16string_view text,
                                  const Outline& outline,
                                  const std::vector<Reading>& readings) const {
  ScorerChooser chooser(*scorer_);
  return LinkAll(text, outline, readings, ReadCounted(text, outline, readings),
                 *scorer_, chooser);
}

std::vector<Link> Linker::LinkAll(std::u16string_view text,
                                  const Outline& outline,
                                  const std::vector<Reading>& readings,
                                  const std::vector<Counted>& counted,
                                  const Scorer& scorer, LinkChooser& chooser,
                                  absl::FunctionRef<bool()> stopped) const {
  // What is remembered of a document lives as long as its session.
  return LinkSession(rules_, index_, scorer, lexicon_, text, outline, readings,
                     counted, chooser.notes())
      .Run(chooser, stopped);
}

}  // namespace nianbao::extractor
