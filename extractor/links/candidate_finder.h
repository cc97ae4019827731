// Finds the indicators that a figure may be linked to, by the words of the
// catalogue that stand in reach of it.
#ifndef NIANBAO_EXTRACTOR_LINKS_CANDIDATE_FINDER_H_
#define NIANBAO_EXTRACTOR_LINKS_CANDIDATE_FINDER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extractor/counts/counted.h"
#include "extractor/figures/reading.h"
#include "extractor/links/evidence_index.h"
#include "extractor/links/link_rules.h"
#include "extractor/links/scorer.h"
#include "extractor/links/topic_memory.h"
#include "extractor/links/words_beside.h"
#include "extractor/text/outline.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// Where a word stands to a figure, the nearest first.
enum Place : uint8_t {
  kTouching,   // ends where the noun on the left ends
  kRightNoun,  // begins the noun on the right
  kOwnBefore,
  kOwnAfter,
  kSharedWords,  // in the words shared with the figure before
  kBeforeInClause,
  kClauseBefore,
  kAfterInClause,
  kSentence,
  kParagraph,
  kLabelHeading,  // the innermost heading
  kHeading,       // one further up
  kOpening,       // the first sentence of the text: its title
  kNowhere,
};

// The best place of a rule's topics or actions.
struct Stand {
  Place place = kNowhere;
  uint8_t length = 0;
  // Its number in the rules; -1 for none.
  int word = -1;

  // Takes the word where it stands nearer, or as near and is longer.
  void Improve(Place at, size_t size, int number);
};

// What stands in reach for a rule.
struct RuleStand {
  uint32_t stamp = 0;
  Stand topic, action;
  // One of its excludes stands among the figure's own words, or in its clause.
  bool excluded_by_own = false;
  bool excluded_by_clause = false;
};

// What stands in reach for an indicator.
struct IndicatorStand {
  uint32_t stamp = 0;
  // The rule that stands best, and how well; -1 for none.
  int rule = -1;
  int quality = 0;
  UnitFit unit = UnitFit::kNone;
  // What its words cover: bit i for the i-th character from the end of the own
  // words on the left, and for the i-th of the noun on the right.
  uint32_t covered = 0;
  uint32_t right_covered = 0;
};

// Characters that such bits speak of.
inline constexpr size_t kCoverLeft = 32;
inline constexpr size_t kCoverRight = 16;

// Bits [from, to) of a mask.
uint32_t BitsBetween(size_t from, size_t to);

// For one document and one thread; what it is made from must outlive it.
class CandidateFinder {
 public:
  CandidateFinder(const LinkRules& rules, const EvidenceIndex& index,
                  const Scorer& scorer, View text, const Outline& outline,
                  const std::vector<Reading>& readings,
                  const TopicMemory& memory, const WordsBeside& beside);

  // Moves on to a figure, which `memory` and `beside` have moved to.
  void MoveTo(size_t figure, const Counted& counted);

  // Adds a candidate, if it is not there.
  void Add(int indicator);

  // The candidates: of those found the twelve best, and those added.
  std::vector<int>& found() { return found_; }

  // Of a candidate.
  const IndicatorStand& StandOf(int indicator) const {
    return indicators_[indicator];
  }
  // Of its best rule; one without words when it has none.
  const RuleStand& RuleOf(const IndicatorStand& stand) const {
    return stand.rule < 0 ? no_rule_ : rule_stands_[stand.rule];
  }

  // As IndicatorStand::covered, by words of any indicator.
  uint32_t known() const { return known_; }
  // The first sentence has a topic of the family alone.
  bool OpensWith(int family) const { return opening_families_[family] != 0; }

 private:
  void ReadOpening(const Outline& outline);
  void NoteWords();
  void NoteHit(const WordHit& hit);
  Place PlaceOf(const WordHit& hit) const;
  bool IsTrained(const LinkRule& rule) const;
  void NoteCarriedTopics(RuleStand& stand, int rule);
  Place CarriedPlace(int word) const;
  bool Speaks(RuleStand& stand, int rule);
  static int Quality(const RuleStand& stand, const LinkRule& rule);
  void FoldRules();
  void Cap();
  IndicatorStand& Touch(int indicator);

  const LinkRules& rules_;
  const EvidenceIndex& index_;
  const Scorer& scorer_;
  const View text_;
  const std::vector<Reading>& readings_;
  const TopicMemory& memory_;
  const WordsBeside& beside_;
  const RuleStand no_rule_;

  // The current figure.
  const Reading* reading_ = nullptr;
  const Counted* counted_ = nullptr;
  // Where its own words begin, with those it shares, and the clause before.
  size_t own_from_ = 0;
  size_t clause_before_ = 0;
  const RulesOfUnit* rules_of_unit_ = nullptr;

  // What is noted belongs to the current figure when it has its stamp, so that
  // nothing need be cleared.
  uint32_t stamp_ = 0;
  std::vector<RuleStand> rule_stands_;
  std::vector<IndicatorStand> indicators_;
  std::vector<int> touched_rules_;
  std::vector<int> found_;
  uint32_t known_ = 0;

  std::vector<uint8_t> opening_words_;
  std::vector<uint8_t> opening_families_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_CANDIDATE_FINDER_H_
