// What evidence asks of the catalogue's words, as arrays.
#ifndef NIANBAO_EXTRACTOR_LINKS_EVIDENCE_INDEX_H_
#define NIANBAO_EXTRACTOR_LINKS_EVIDENCE_INDEX_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "extractor/figures/lexicon.h"
#include "extractor/links/link_rules.h"

namespace nianbao::extractor {

// How a rule uses a word.
enum class Role : uint8_t { kTopic, kAction, kExclude };

struct Mention {
  int rule;
  Role role;
};

// How a unit stands to a rule.
enum class UnitFit : uint8_t { kNone, kInClass, kOfIndicator };

// Immutable; safe to share between threads.
class EvidenceIndex {
 public:
  EvidenceIndex(const LinkRules& rules, const Lexicon& lexicon);

  // The rules that use the word; those of one word stand together.
  std::span<const Mention> MentionsOf(int word) const {
    return {mentions_.data() + begins_[word],
            mentions_.data() + begins_[word + 1]};
  }

  // Families that use the word as a topic, and indicators that use it as an
  // action; at most 7.
  int TopicSpread(int word) const { return topic_spread_[word]; }
  int ActionSpread(int word) const { return action_spread_[word]; }

  // How the unit stands to each rule, by the rule's number; null for a unit
  // that the lexicon does not have, which no rule takes.
  const UnitFit* FitsOfUnit(const std::u16string& unit) const;

  // A number that stays the same whatever else the catalogue holds.
  uint32_t IndicatorId(int indicator) const { return ids_[indicator]; }

 private:
  void AddMentions(const LinkRules& rules);
  void AddUnits(const LinkRules& rules, const Lexicon& lexicon);

  size_t rules_ = 0;
  std::vector<uint32_t> begins_;
  std::vector<Mention> mentions_;
  std::vector<uint8_t> topic_spread_, action_spread_;
  absl::flat_hash_map<std::u16string, size_t> unit_rows_;
  std::vector<UnitFit> unit_fits_;
  std::vector<uint32_t> ids_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_EVIDENCE_INDEX_H_
