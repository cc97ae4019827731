// Turns the rules round: from words to rules, from units to rules. Costs the
// words of all rules, and the units of the lexicon times the rules (some
// hundred kilobytes), once.
#include "extractor/links/evidence_index.h"

#include <algorithm>
#include <utility>

#include "common/base/fingerprint.h"

namespace nianbao::extractor {
namespace {

// A word in more hands than this is in many.
constexpr size_t kManyHands = 7;

// `same` says whether the unit is in the class of the indicator's.
UnitFit FitOf(const LinkRules& rules, const LinkRule& rule,
              const std::u16string& unit, bool same) {
  const bool taken = rule.units.empty()
                         ? same
                         : std::find(rule.units.begin(), rule.units.end(),
                                     unit) != rule.units.end();
  if (!taken) return UnitFit::kNone;
  return unit == rules.units[rule.indicator] ? UnitFit::kOfIndicator
                                             : UnitFit::kInClass;
}

// Adds what is not there yet.
void AddOnce(int value, std::vector<int>& values) {
  if (std::find(values.begin(), values.end(), value) == values.end()) {
    values.push_back(value);
  }
}

}  // namespace

EvidenceIndex::EvidenceIndex(const LinkRules& rules, const Lexicon& lexicon)
    : rules_(rules.rules.size()) {
  AddMentions(rules);
  AddUnits(rules, lexicon);
  for (const IndicatorFacts& facts : rules.indicators) {
    ids_.push_back(static_cast<uint32_t>(Fingerprint(facts.name)));
  }
}

void EvidenceIndex::AddMentions(const LinkRules& rules) {
  std::vector<std::vector<Mention>> of_word(rules.words.size());
  std::vector<std::vector<int>> families(rules.words.size()),
      indicators(rules.words.size());
  for (size_t r = 0; r < rules.rules.size(); ++r) {
    const LinkRule& rule = rules.rules[r];
    for (const auto& [words, role] :
         {std::pair(&rule.topics, Role::kTopic),
          std::pair(&rule.actions, Role::kAction),
          std::pair(&rule.excludes, Role::kExclude)}) {
      for (const int word : *words) {
        of_word[word].push_back({static_cast<int>(r), role});
        if (role == Role::kTopic) {
          AddOnce(rules.families[rule.indicator], families[word]);
        }
        if (role == Role::kAction) AddOnce(rule.indicator, indicators[word]);
      }
    }
  }
  for (size_t word = 0; word < of_word.size(); ++word) {
    begins_.push_back(static_cast<uint32_t>(mentions_.size()));
    mentions_.insert(mentions_.end(), of_word[word].begin(),
                     of_word[word].end());
    topic_spread_.push_back(
        static_cast<uint8_t>(std::min(families[word].size(), kManyHands)));
    action_spread_.push_back(
        static_cast<uint8_t>(std::min(indicators[word].size(), kManyHands)));
  }
  begins_.push_back(static_cast<uint32_t>(mentions_.size()));
}

void EvidenceIndex::AddUnits(const LinkRules& rules, const Lexicon& lexicon) {
  std::vector<std::u16string> units = lexicon.units;
  units.insert(units.end(), rules.units.begin(), rules.units.end());
  for (const LinkRule& rule : rules.rules) {
    units.insert(units.end(), rule.units.begin(), rule.units.end());
  }
  for (const std::u16string& unit : units) {
    if (!unit_rows_.emplace(unit, unit_rows_.size()).second) continue;
    // The units of indicators are few.
    absl::flat_hash_map<std::u16string, bool> same;
    for (const std::u16string& standard : rules.units) {
      const auto [it, added] = same.emplace(standard, false);
      if (added) it->second = lexicon.SameClass(unit, standard);
    }
    std::vector<bool> same_as(rules.units.size());
    for (size_t i = 0; i < rules.units.size(); ++i) {
      same_as[i] = same[rules.units[i]];
    }
    for (const LinkRule& rule : rules.rules) {
      unit_fits_.push_back(FitOf(rules, rule, unit, same_as[rule.indicator]));
    }
  }
}

const UnitFit* EvidenceIndex::FitsOfUnit(const std::u16string& unit) const {
  const auto row = unit_rows_.find(unit);
  return row == unit_rows_.end() ? nullptr
                                 : unit_fits_.data() + row->second * rules_;
}

}  // namespace nianbao::extractor
