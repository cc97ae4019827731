// Gathers the candidates of a figure and the evidence for each.
//
// Candidates are none, the indicators whose words stand in reach and whose
// units fit (candidate_finder.h), those that figures before in the sentence are
// linked to, and what the rules chose. Evidence is a list of features for each;
// what they are is listed in the source, which reads as the model's
// description.
#ifndef NIANBAO_EXTRACTOR_LINKS_EVIDENCE_H_
#define NIANBAO_EXTRACTOR_LINKS_EVIDENCE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extractor/counts/counted.h"
#include "extractor/figures/reading.h"
#include "extractor/links/candidate_finder.h"
#include "extractor/links/candidates.h"
#include "extractor/links/character_pairs.h"
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
  // The score of the best rule of each indicator that one fits.
  struct Fit {
    int indicator;
    double score;
  };
  std::vector<Fit> fits;
  // What they chose in the end, with what a change or a bare figure takes from
  // those before it.
  Link chosen;
  // The figure that this one is the change of, or says again, gave the link.
  bool borrowed = false;
  // The best fit was dropped: a part is not the whole once more.
  bool repeats_whole = false;
};

// For one document and one thread; what it is made from must outlive it. One of
// the two that it may be notes what each feature is made of; the other, which
// links all documents that nobody asks about, does not even look whether to.
template <bool kNoted>
class BasicEvidence {
 public:
  // `counted` has one entry for each reading; `links` are those of the figures
  // before the one asked for. What features are made of is noted in `notes`
  // (LinkChooser::notes()), which is null where it is not.
  BasicEvidence(const LinkRules& rules, const EvidenceIndex& index,
                const Scorer& scorer, View text, const Outline& outline,
                const std::vector<Reading>& readings,
                const std::vector<Counted>& counted,
                const std::vector<Link>& links, const TopicMemory& memory,
                const WordsBeside& beside,
                std::vector<FeatureNote>* notes = nullptr);

  // The candidates of a figure, which `memory` and `beside` have moved to.
  // Valid until the next call.
  const Candidates& Of(size_t figure, const RuleVote& vote);

  // Tells what the figure was linked to; to be called for each in order.
  void Note(size_t figure, const Link& link);

 private:
  // What is said of the current figure, whatever the candidate; numbers are in
  // the form that features take.
  struct FigureFacts {
    uint32_t unit = 0;
    // Kind, bare, continues, part, noun on the right.
    uint32_t state = 0;
    uint32_t run = 0;
    bool has_right = false;
    // Characters of the own words on the left and of the noun on the right,
    // and a bit for each.
    size_t left_length = 0, right_length = 0;
    uint32_t left_bits = 0, right_bits = 0;
    // Characters on the left that no word of the catalogue covers, and the most
    // that those of one candidate do.
    size_t unknown = 0;
    size_t most_covered = 0;
    // The characters before and after all these words.
    char16_t before_words = 0, after_words = 0;
  };

  // What is said of a candidate more than once.
  struct Match {
    // Places of topic and action together, and of the topic alone.
    uint32_t places = 0;
    uint32_t topic = 0;
    uint32_t excluded = 0;
    uint32_t uncovered = 0;
    uint32_t head = 0;
    uint32_t history = 0;
  };

  void AddOthers();
  void BeginCandidate(int indicator);
  void DescribeFigure();
  void DescribeNone();
  void Describe(int indicator);
  void DescribeWords(const IndicatorStand& stand, const RuleStand& rule,
                     const Match& match);
  void DescribeCover(const IndicatorStand& stand, const Match& match);
  void DescribeTopics(int indicator, const Match& match);
  void DescribeRules(int indicator, const Match& match);
  void DescribeHistory(const Match& match);
  void DescribeBefore(int indicator, const Match& match);
  void DescribeOwn(int indicator);
  // How the figure stands to the last level of the indicator: whether there is
  // one, its value, how near it is, and whether it is of the same year.
  uint32_t HistoryOf(int indicator) const;

  void PutIn(WeightRoom room, uint32_t kind, uint32_t a, uint32_t b) {
    if constexpr (kNoted) notes_->push_back({room.begin, kind, a, b});
    out_.features[used_++] = FeatureIn(room, kind, a, b);
  }
  void Put(uint32_t kind, uint32_t a, uint32_t b = 0) {
    PutIn(kSharedRoom, kind, a, b);
  }
  void PutRules(uint32_t kind, uint32_t a, uint32_t b = 0) {
    PutIn(kRulesRoom, kind, a, b);
  }

  const LinkRules& rules_;
  const EvidenceIndex& index_;
  const Scorer& scorer_;
  const View text_;
  const Outline& outline_;
  const std::vector<Reading>& readings_;
  const std::vector<Link>& links_;
  const TopicMemory& memory_;
  const std::vector<Counted>& all_counted_;
  CandidateFinder finder_;

  // The current figure.
  size_t figure_ = 0;
  const Reading* reading_ = nullptr;
  const Counted* counted_ = nullptr;
  const RuleVote* vote_ = nullptr;
  FigureFacts now_;
  CharacterPairs pairs_;

  // For each indicator, the last level linked to it; -1 for none.
  std::vector<int> last_level_;
  Candidates out_;
  // Features written so far.
  size_t used_ = 0;
  // What they are made of, where it is noted.
  std::vector<FeatureNote>* const notes_;
};

using Evidence = BasicEvidence<false>;
using NotedEvidence = BasicEvidence<true>;

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_EVIDENCE_H_
