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

// The rules that take one unit.
class RulesOfUnit {
 public:
  RulesOfUnit(std::vector<UnitFit> fits,
              const std::vector<std::vector<Mention>>& mentions);

  // How the unit stands to the rule.
  UnitFit FitOf(int rule) const { return fits_[rule]; }

  // Of the rules that use the word, those that take the unit.
  std::span<const Mention> MentionsOf(int word) const {
    return {mentions_.data() + begins_[word],
            mentions_.data() + begins_[word + 1]};
  }

 private:
  // By the number of the rule.
  std::vector<UnitFit> fits_;
  // Those of one word stand together, from begins_[word] on.
  std::vector<Mention> mentions_;
  std::vector<uint32_t> begins_;
};

// Immutable; safe to share between threads.
class EvidenceIndex {
 public:
  EvidenceIndex(const LinkRules& rules, const Lexicon& lexicon);

  // The rules that take a figure in the unit; none for a unit that the lexicon
  // does not have. Changes in %, 倍 or 番 may be of anything, those in 百分点
  // of a rate.
  const RulesOfUnit& RulesOf(const std::u16string& unit, bool is_change) const;

  // Families that use the word as a topic, and indicators that use it as an
  // action; at most 7.
  int TopicSpread(int word) const { return topic_spread_[word]; }
  int ActionSpread(int word) const { return action_spread_[word]; }

  // A number that stays the same whatever else the catalogue holds.
  uint32_t IndicatorId(int indicator) const { return ids_[indicator]; }

 private:
  // The rules that use each word.
  using Mentions = std::vector<std::vector<Mention>>;

  Mentions ReadMentions(const LinkRules& rules);
  void AddUnits(const LinkRules& rules, const Lexicon& lexicon,
                const Mentions& mentions);

  std::vector<uint8_t> topic_spread_, action_spread_;
  // Most units are taken by the same rules as another one: they share a row.
  std::vector<RulesOfUnit> rows_;
  absl::flat_hash_map<std::u16string, size_t> row_of_unit_;
  absl::flat_hash_map<std::u16string, size_t> row_of_change_;
  // The row that no rule is in.
  size_t no_row_ = 0;
  std::vector<uint32_t> ids_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_EVIDENCE_INDEX_H_
