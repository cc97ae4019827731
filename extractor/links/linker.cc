#include "extractor/links/linker.h"

#include <utility>

#include "extractor/links/link_session.h"

namespace nianbao::extractor {

absl::StatusOr<std::unique_ptr<const Linker>> Linker::Create(
    const Catalogue& catalogue, const Lexicon& lexicon) {
  absl::StatusOr<LinkRules> rules = CompileLinkRules(catalogue, lexicon);
  if (!rules.ok()) return rules.status();
  return std::unique_ptr<const Linker>(new Linker(*std::move(rules), lexicon));
}

Linker::Linker(LinkRules rules, const Lexicon& lexicon)
    : rules_(std::move(rules)), lexicon_(lexicon) {}

std::vector<Link> Linker::LinkAll(std::u16string_view text,
                                  const Outline& outline,
                                  const std::vector<Reading>& readings,
                                  absl::FunctionRef<bool()> stopped) const {
  // What is remembered of a document lives as long as its session.
  return LinkSession(rules_, lexicon_, text, outline, readings).Run(stopped);
}

}  // namespace nianbao::extractor
