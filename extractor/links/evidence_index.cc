// Turns the rules round: from a unit and a word to the rules that take both.
// Costs the words of all rules for each set of units that the same rules take,
// once: some milliseconds and megabytes, so that a figure in 件 never looks at
// the rules for people.
#include "extractor/links/evidence_index.h"

#include <algorithm>
#include <iterator>
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

RulesOfUnit::RulesOfUnit(std::vector<UnitFit> fits,
                         const std::vector<std::vector<Mention>>& mentions)
    : fits_(std::move(fits)) {
  begins_.push_back(0);
  for (const std::vector<Mention>& of_word : mentions) {
    std::copy_if(of_word.begin(), of_word.end(), std::back_inserter(mentions_),
                 [this](const Mention& mention) {
                   return fits_[mention.rule] != UnitFit::kNone;
                 });
    begins_.push_back(static_cast<uint32_t>(mentions_.size()));
  }
}

EvidenceIndex::EvidenceIndex(const LinkRules& rules, const Lexicon& lexicon) {
  const Mentions mentions = ReadMentions(rules);
  AddUnits(rules, lexicon, mentions);
  for (const IndicatorFacts& facts : rules.indicators) {
    ids_.push_back(static_cast<uint32_t>(Fingerprint(facts.name)));
  }
}

EvidenceIndex::Mentions EvidenceIndex::ReadMentions(const LinkRules& rules) {
  Mentions of_word(rules.words.size());
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
    topic_spread_.push_back(
        static_cast<uint8_t>(std::min(families[word].size(), kManyHands)));
    action_spread_.push_back(
        static_cast<uint8_t>(std::min(indicators[word].size(), kManyHands)));
  }
  return of_word;
}

void EvidenceIndex::AddUnits(const LinkRules& rules, const Lexicon& lexicon,
                             const Mentions& mentions) {
  absl::flat_hash_map<std::vector<UnitFit>, size_t> known;
  const auto row_of = [&](std::vector<UnitFit> fits) {
    const auto [it, added] = known.emplace(fits, rows_.size());
    if (added) rows_.emplace_back(std::move(fits), mentions);
    return it->second;
  };
  std::vector<std::u16string> units = lexicon.units;
  units.insert(units.end(), rules.units.begin(), rules.units.end());
  for (const LinkRule& rule : rules.rules) {
    units.insert(units.end(), rule.units.begin(), rule.units.end());
  }
  for (const std::u16string& unit : units) {
    if (row_of_unit_.contains(unit)) continue;
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
    std::vector<UnitFit> fits;
    for (const LinkRule& rule : rules.rules) {
      fits.push_back(FitOf(rules, rule, unit, same_as[rule.indicator]));
    }
    row_of_unit_[unit] = row_of(std::move(fits));
  }
  std::vector<UnitFit> of_rates;
  for (const LinkRule& rule : rules.rules) {
    of_rates.push_back(rules.units[rule.indicator] == u"%" ? UnitFit::kInClass
                                                           : UnitFit::kNone);
  }
  row_of_change_[u"百分点"] = row_of(std::move(of_rates));
  for (const char16_t* unit : {u"%", u"倍", u"番"}) {
    row_of_change_[unit] =
        row_of(std::vector(rules.rules.size(), UnitFit::kInClass));
  }
  no_row_ = row_of(std::vector(rules.rules.size(), UnitFit::kNone));
}

const RulesOfUnit& EvidenceIndex::RulesOf(const std::u16string& unit,
                                          bool is_change) const {
  if (is_change) {
    const auto row = row_of_change_.find(unit);
    if (row != row_of_change_.end()) return rows_[row->second];
  }
  const auto row = row_of_unit_.find(unit);
  return rows_[row == row_of_unit_.end() ? no_row_ : row->second];
}

}  // namespace nianbao::extractor
