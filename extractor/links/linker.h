// Says which indicator of the catalogue a figure is a value of.
//
// A rule of the catalogue fits a figure when its action stands beside the
// figure and its topic there or before it: in the clause, the sentence, the
// paragraph or the headings, as these texts carry it
// (受理…件,审结…件,纠错率…%). Each fit has a score that grows with the length
// of the words found and falls with their distance; the best fit wins. Changes
// take the indicator of what changed.
#ifndef NIANBAO_EXTRACTOR_LINKS_LINKER_H_
#define NIANBAO_EXTRACTOR_LINKS_LINKER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "common/domain/catalogue.h"
#include "extractor/figures/lexicon.h"
#include "extractor/figures/reading.h"
#include "extractor/text/outline.h"
#include "extractor/text/word_trie.h"

namespace nianbao::extractor {

// The indicator of a figure.
struct Link {
  // Index into Linker::indicators(); -1 for none.
  int indicator = -1;
  // Probability that it is right, 0 to 1.
  double confidence = 0;
};

// Immutable; thread-safe.
class Linker {
 public:
  // What later stages need to know of an indicator.
  struct IndicatorFacts {
    std::string name;
    v1::Indicator::Measure measure = v1::Indicator::MEASURE_UNSPECIFIED;
    // Names, empty where unknown.
    std::string numerator, denominator, whole;
  };

  // INVALID_ARGUMENT names the indicator and the rule that cannot be compiled.
  // `lexicon` must outlive the linker.
  static absl::StatusOr<std::unique_ptr<const Linker>> Create(
      const Catalogue& catalogue, const Lexicon& lexicon);

  // One link for each reading. Linear in the length of the text times the
  // number of rules that share a word.
  std::vector<Link> LinkAll(std::u16string_view text, const Outline& outline,
                            const std::vector<Reading>& readings) const;

  const std::vector<IndicatorFacts>& indicators() const { return indicators_; }

 private:
  friend class LinkSession;

  struct Rule {
    int indicator = -1;
    // Word numbers.
    std::vector<int> topics, actions, excludes, context;
    // Units taken; when empty, those of the class of the indicator's unit.
    std::vector<std::u16string> units;
    v1::Reach reach = v1::REACH_SENTENCE;
    double weight = 0;
  };

  Linker() = default;
  absl::Status AddRule(const v1::LinkRule& source, int indicator,
                       const Lexicon& lexicon);
  absl::StatusOr<std::vector<int>> AddWords(
      const google::protobuf::RepeatedPtrField<std::string>& cues,
      const Lexicon& lexicon);
  void FindTopicFamilies();
  void FindShorthands();
  int AddWord(const std::u16string& word, const Lexicon& lexicon);

  const Lexicon* lexicon_ = nullptr;
  std::vector<IndicatorFacts> indicators_;
  std::vector<std::u16string> units_;
  std::vector<Rule> rules_;
  // Family number of each indicator: that of reconsideration.* and so on.
  std::vector<int> families_;
  WordTrie trie_;
  int word_count_ = 0;
  std::vector<std::u16string> words_;
  // Of each word: the one family whose topic it is; -1 for none or several.
  std::vector<int> topic_family_;
  // For each word, the rules that it can stand beside a figure for: as an
  // action, or as a topic of a rule without actions.
  std::vector<std::vector<int>> rules_of_word_;
  // Word numbers that a verb cut short may stand for.
  absl::flat_hash_map<std::u16string, std::vector<int>> shorthands_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_LINKER_H_
