// Gathers the candidates of a figure and the evidence for each.
//
// Candidates are none, the indicators whose words stand in reach and whose
// units fit, those that figures before in the sentence are linked to, and what
// the rules chose. Evidence is a list of features for each; what they are is
// listed in the source, which reads as the model's description.
#ifndef NIANBAO_EXTRACTOR_LINKS_EVIDENCE_H_
#define NIANBAO_EXTRACTOR_LINKS_EVIDENCE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extractor/counts/counted.h"
#include "extractor/figures/reading.h"
#include "extractor/links/candidates.h"
#include "extractor/links/evidence_index.h"
#include "extractor/links/link.h"
#include "extractor/links/link_rules.h"
#include "extractor/links/scorer.h"
#include "extractor/links/topic_memory.h"
#include "extractor/links/words_beside.h"
#include "extractor/text/outline.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// What the rules of the catalogue say of a figure.
struct RuleVote {
  // Scores of the rules that fit, the best of each indicator.
  struct Fit {
    int indicator;
    double score;
  };
  std::vector<Fit> fits;
  // What they chose in the end, with what a change or a bare figure takes from
  // those before it.
  Link chosen;
  // The figure that a change is of, or that this one says again, gave the link.
  bool borrowed = false;
  // The best fit was dropped: a part is not the whole once more.
  bool repeats_whole = false;
};

// For one document and one thread; what it is made from must outlive it.
class Evidence {
 public:
  // `links` are those of the figures before the one asked for.
  Evidence(const LinkRules& rules, const EvidenceIndex& index,
           const Scorer& scorer, View text, const Outline& outline,
           const std::vector<Reading>& readings, const std::vector<Link>& links,
           const TopicMemory& memory, const WordsBeside& beside);

  // The candidates of a figure, which `memory` and `beside` have moved to.
  // Valid until the next call.
  const Candidates& Of(size_t figure, const RuleVote& vote);

  // Tells what the figure was linked to; to be called for each in order.
  void Note(size_t figure, const Link& link);

 private:
  // Where a word stands to the figure, the nearest first.
  enum Place : uint8_t {
    kTouching,   // ends where the noun on the left ends
    kRightNoun,  // begins the noun on the right
    kOwnLeft,
    kOwnRight,
    kSharedWords,  // in the words shared with the figure before
    kClauseLeft,
    kClauseBefore,
    kClauseRight,
    kSentence,
    kParagraph,
    kLabelHeading,  // the innermost heading
    kHeading,       // one further up
    kOpening,       // the first sentence of the text: its title
    kNowhere,
  };

  // The best place of a role's words for one rule or one indicator.
  struct Stand {
    Place place = kNowhere;
    uint8_t length = 0;
    int word = -1;
    bool Improve(Place at, size_t size, int number);
  };
  struct RuleSlot {
    uint32_t stamp = 0;
    Stand topic, action;
    bool excluded_by_own = false;
    bool excluded_by_clause = false;
  };
  struct IndicatorSlot {
    uint32_t stamp = 0;
    // The rule that fits best, and how well.
    int rule = -1;
    int quality = 0;
    UnitFit unit = UnitFit::kNone;
    // Bits of the last 32 characters of the own words that its words cover,
    // and of the first 16 of the noun on the right.
    uint32_t covered = 0;
    uint32_t right_covered = 0;
  };

  void NoteUnit();
  void NoteWords();
  void NoteHit(const WordHit& hit);
  Place PlaceOf(const WordHit& hit) const;
  void NoteCarriedTopics(RuleSlot& slot, int rule);
  Place CarriedPlace(int word) const;
  void FoldRules();
  UnitFit FitOfUnit(int rule) const;
  int Quality(const RuleSlot& slot, const LinkRule& rule) const;
  IndicatorSlot& SlotOf(int indicator);
  void AddOthers(const RuleVote& vote);
  void Add(int indicator);
  void Cap();

  void BeginCandidate(int indicator);
  void DescribeFigure();
  void DescribeNone(const RuleVote& vote);
  void Describe(int indicator, const RuleVote& vote);
  void DescribeWords(int indicator, const IndicatorSlot& slot);
  void DescribeRules(int indicator, const RuleVote& vote,
                     const IndicatorSlot& slot);
  void DescribeHistory(int indicator, const IndicatorSlot& slot);
  void DescribeOwn(int indicator);
  void CollectPairs();
  uint32_t HistoryOf(int indicator) const;
  bool ChosenByRules(int indicator, const RuleVote& vote) const {
    return vote.chosen.indicator == indicator;
  }

  void Put(uint32_t kind, uint32_t a, uint32_t b = 0) {
    PutIn(kSharedRoom, kind, a, b);
  }
  void PutRules(uint32_t kind, uint32_t a, uint32_t b = 0) {
    PutIn(kRulesRoom, kind, a, b);
  }
  void PutIn(WeightRoom room, uint32_t kind, uint32_t a, uint32_t b) {
    out_.features[used_++] = FeatureIn(room, kind, a, b);
  }

  const LinkRules& rules_;
  const EvidenceIndex& index_;
  const Scorer& scorer_;
  const View text_;
  const Outline& outline_;
  const std::vector<Reading>& readings_;
  const std::vector<Link>& links_;
  const TopicMemory& memory_;
  const WordsBeside& beside_;
  const std::vector<Counted> counted_;

  // The current figure.
  size_t figure_ = 0;
  const Reading* reading_ = nullptr;
  const Counted* counted_now_ = nullptr;
  size_t own_from_ = 0;
  size_t clause_before_ = 0;
  uint32_t stamp_ = 0;
  std::vector<RuleSlot> rule_slots_;
  std::vector<IndicatorSlot> slots_;
  std::vector<int> touched_rules_;
  // How the figure's unit stands to each rule; null for a unit that no rule
  // takes.
  const UnitFit* unit_fits_ = nullptr;
  // A change in %, 倍 and so on, which may be one of anything; of a rate alone
  // when it is in points.
  bool any_change_ = false;
  bool rate_change_ = false;
  std::vector<int> found_;
  uint32_t known_ = 0;
  uint32_t unit_ = 0;
  // Its state in few bits, crossed with other features.
  uint32_t state_ = 0;
  size_t most_covered_ = 0;
  // What stands before the own words and after the figure.
  uint32_t edges_ = 0;

  // A pair of characters near the figure, with where it stands.
  std::vector<uint32_t> own_pairs_, none_pairs_;

  // For each indicator, the last level linked to it, and how many.
  std::vector<int> last_level_;
  std::vector<uint8_t> opening_words_;
  // For each family, 1 when the first sentence has a topic of it alone.
  std::vector<uint8_t> opening_families_;
  Candidates out_;
  // Features written so far.
  size_t used_ = 0;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_EVIDENCE_H_
