// The linking of one document.
#ifndef NIANBAO_EXTRACTOR_LINKS_LINK_SESSION_H_
#define NIANBAO_EXTRACTOR_LINKS_LINK_SESSION_H_

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "extractor/counts/counted.h"
#include "extractor/figures/lexicon.h"
#include "extractor/figures/reading.h"
#include "extractor/links/borrowed_links.h"
#include "extractor/links/candidates.h"
#include "extractor/links/evidence.h"
#include "extractor/links/evidence_index.h"
#include "extractor/links/link.h"
#include "extractor/links/link_rules.h"
#include "extractor/links/scorer.h"
#include "extractor/links/topic_memory.h"
#include "extractor/links/words_beside.h"
#include "extractor/text/outline.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// To be run once, by one thread. What it is made from must outlive it. `notes`
// are those of the chooser that it is run with (LinkChooser::notes()).
class LinkSession {
 public:
  LinkSession(const LinkRules& rules, const EvidenceIndex& index,
              const Scorer& scorer, const Lexicon& lexicon, View text,
              const Outline& outline, const std::vector<Reading>& readings,
              const std::vector<Counted>& counted,
              std::vector<FeatureNote>* notes);
  LinkSession(const LinkSession&) = delete;
  LinkSession& operator=(const LinkSession&) = delete;

  // One link for each reading, as `chooser` chooses among its candidates; those
  // after `stopped` says true are none.
  std::vector<Link> Run(LinkChooser& chooser,
                        absl::FunctionRef<bool()> stopped);

 private:
  // How well a rule fits the current figure.
  struct Fit {
    int indicator = -1;
    double score = 0;
    // One of the figure's own words speaks for the rule.
    bool own = false;
  };

  template <bool kNoted>
  void Choose(size_t i, BasicEvidence<kNoted>& evidence, LinkChooser& chooser);
  void Vote(size_t i);
  Link ByRules(size_t i);
  bool CanLink(const Reading& reading) const;
  std::pair<Fit, Fit> BestFits(const Reading& reading);
  void NoteFit(const Fit& fit);
  std::optional<Fit> FitRule(const LinkRule& rule,
                             const Reading& reading) const;
  Fit FitTopic(const LinkRule& rule, const Reading& reading) const;
  Fit FitActions(const LinkRule& rule, const Reading& reading) const;
  bool TakesUnit(const LinkRule& rule, const Reading& reading) const;
  bool CountsBodies(const LinkRule& rule, const Reading& reading) const;
  bool IsExcluded(const LinkRule& rule) const;
  bool HasContext(const LinkRule& rule) const;
  double TopicScore(const LinkRule& rule, const Reading& reading,
                    const BesideWord* action, Fit& fit) const;
  size_t EndOfBody(const Reading& reading) const;
  static double Confidence(const Fit& best, const Fit& second);

  const LinkRules& rules_;
  const Lexicon& lexicon_;
  const View text_;
  const Outline& outline_;
  const std::vector<Reading>& readings_;
  std::vector<Link> links_;
  TopicMemory memory_;
  WordsBeside beside_;
  const BorrowedLinks borrowed_;
  Evidence evidence_;
  // What is asked in its place where features are to be noted.
  std::optional<NotedEvidence> noted_;
  // What the rules say of the current figure.
  RuleVote vote_;
  // Where the body that the current figure counts ends in the text; not past
  // the figure when it counts none.
  size_t body_end_ = 0;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_LINK_SESSION_H_
