// The rules of a catalogue, compiled for matching.
//
// A rule of the catalogue names words: topics, actions, what excludes it, what
// must stand near. Here each word has a number, and so have rules, indicators
// and families of indicators, so that what is known of a word is a look into an
// array.
#ifndef NIANBAO_EXTRACTOR_LINKS_LINK_RULES_H_
#define NIANBAO_EXTRACTOR_LINKS_LINK_RULES_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "common/domain/catalogue.h"
#include "common/text/word_trie.h"
#include "extractor/figures/lexicon.h"
#include "nianbao/v1/indicator.pb.h"

namespace nianbao::extractor {

// What later stages need to know of an indicator.
struct IndicatorFacts {
  std::string name;
  // Names, empty where unknown.
  std::string numerator, denominator, whole;
};

// One rule by which figures are linked to an indicator.
struct LinkRule {
  // Index into LinkRules::indicators.
  int indicator = -1;
  // Word numbers.
  std::vector<int> topics, actions, excludes, context;
  // Units taken; when empty, those of the class of the indicator's unit.
  std::vector<std::u16string> units;
  v1::Reach reach = v1::REACH_SENTENCE;
  double weight = 0;
};

// A value: to be filled by CompileLinkRules() and left alone then; safe to
// share between threads once it is const.
struct LinkRules {
  // By the number of an indicator, in the order of the catalogue.
  std::vector<IndicatorFacts> indicators;
  std::vector<std::u16string> units;
  // Family number: that of reconsideration.* and so on.
  std::vector<int> families;

  std::vector<LinkRule> rules;

  // All words as printed, with variants; values are word numbers.
  WordTrie trie;

  // By the number of a word.
  std::vector<std::u16string> words;
  // The one family whose topic the word is; negative for none or several.
  std::vector<int> topic_family;
  // The rules that the word can stand beside a figure for: as an action, or as
  // a topic of a rule without actions. Ascending.
  std::vector<std::vector<int>> rules_of_word;

  // Word numbers that a verb cut down to a character may stand for.
  absl::flat_hash_map<std::u16string, std::vector<int>> shorthands;
};

// INVALID_ARGUMENT names the indicator and the rule that cannot be compiled.
absl::StatusOr<LinkRules> CompileLinkRules(const Catalogue& catalogue,
                                           const Lexicon& lexicon);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_LINK_RULES_H_
