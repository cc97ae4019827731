// Compiles the rules of a catalogue: cues are expanded into words, words get
// numbers, and what is asked of a word while linking is prepared.
//
//     reconsideration.accepted { topics: "行政复议" actions: "受理(案件)?" }
//     words            0 行政复议  1 受理案件  2 受理
//     topic_family     of 0: reconsideration
//     rules_of_word    of 1 and 2: this rule
//
// Costs one walk over all words for each of their characters, once, when the
// program starts.
#include "extractor/links/link_rules.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "extractor/links/cue.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Values of LinkRules::topic_family that are no family.
constexpr int kNoFamily = -1;
constexpr int kSeveralFamilies = -2;

class Compiler {
 public:
  explicit Compiler(const Lexicon& lexicon) : lexicon_(lexicon) {}

  absl::StatusOr<LinkRules> Run(const Catalogue& catalogue) && {
    for (const v1::Indicator& indicator : catalogue.indicators()) {
      const absl::Status status = AddIndicator(indicator);
      if (!status.ok()) return status;
    }
    FindTopicFamilies();
    FindShorthands();
    return std::move(out_);
  }

 private:
  absl::Status AddIndicator(const v1::Indicator& indicator) {
    const int index = static_cast<int>(out_.indicators.size());
    out_.indicators.push_back({indicator.name(), indicator.numerator(),
                               indicator.denominator(), indicator.whole()});
    const std::string family =
        indicator.name().substr(0, indicator.name().find('.'));
    out_.families.push_back(
        family_numbers_.emplace(family, family_numbers_.size()).first->second);
    out_.units.push_back(FromUtf8(indicator.unit()));
    for (int r = 0; r < indicator.rules_size(); ++r) {
      const absl::Status status = AddRule(indicator.rules(r), index);
      if (!status.ok()) {
        return absl::InvalidArgumentError(
            absl::StrCat("indicator '", indicator.name(), "', rule ", r + 1,
                         ": ", status.message()));
      }
    }
    return absl::OkStatus();
  }

  absl::Status AddRule(const v1::LinkRule& source, int indicator) {
    if (source.topics().empty()) {
      return absl::InvalidArgumentError("topics are required");
    }
    LinkRule rule;
    rule.indicator = indicator;
    for (auto [cues, words] : {std::pair(&source.topics(), &rule.topics),
                               std::pair(&source.actions(), &rule.actions),
                               std::pair(&source.excludes(), &rule.excludes),
                               std::pair(&source.context(), &rule.context)}) {
      absl::StatusOr<std::vector<int>> added = AddWords(*cues);
      if (!added.ok()) return added.status();
      *words = *std::move(added);
    }
    for (const std::string& unit : source.units()) {
      rule.units.push_back(FromUtf8(unit));
    }
    if (source.reach() != v1::REACH_UNSPECIFIED) rule.reach = source.reach();
    rule.weight = source.weight();
    const int number = static_cast<int>(out_.rules.size());
    for (int word : rule.actions.empty() ? rule.topics : rule.actions) {
      std::vector<int>& known = out_.rules_of_word[word];
      // Two cues of a rule may stand for the same word.
      if (known.empty() || known.back() != number) known.push_back(number);
    }
    out_.rules.push_back(std::move(rule));
    return absl::OkStatus();
  }

  // The numbers of all words that the cues stand for.
  absl::StatusOr<std::vector<int>> AddWords(
      const google::protobuf::RepeatedPtrField<std::string>& cues) {
    std::vector<int> numbers;
    for (const std::string& cue : cues) {
      const absl::StatusOr<std::vector<std::u16string>> words =
          ExpandCue(FromUtf8(cue));
      if (!words.ok()) return words.status();
      for (const std::u16string& word : *words) {
        numbers.push_back(AddWord(word));
      }
    }
    return numbers;
  }

  // The number of a word, which its variants (资讯 for 信息) share.
  int AddWord(const std::u16string& word) {
    int number = out_.trie.Find(word);
    if (number >= 0) return number;
    number = static_cast<int>(out_.words.size());
    out_.rules_of_word.emplace_back();
    out_.words.push_back(word);
    out_.trie.Add(word, number);
    for (const auto& [standard, printed] : lexicon_.variants) {
      const size_t at = word.find(standard);
      if (at == std::u16string::npos) continue;
      std::u16string variant = word;
      variant.replace(at, standard.size(), printed);
      if (out_.trie.Find(variant) < 0) out_.trie.Add(variant, number);
    }
    return number;
  }

  // Finds the words that are a topic of one family alone: after one of them, a
  // topic of another family no longer carries.
  void FindTopicFamilies() {
    std::vector<int>& family_of = out_.topic_family;
    family_of.assign(out_.words.size(), kNoFamily);
    for (const LinkRule& rule : out_.rules) {
      const int family = out_.families[rule.indicator];
      for (int word : rule.topics) {
        int& known = family_of[word];
        known =
            known == kNoFamily || known == family ? family : kSeveralFamilies;
      }
    }
    // A topic that is also an action of another family tells nothing: 立案 is
    // what many bodies do.
    for (const LinkRule& rule : out_.rules) {
      for (int word : rule.actions) {
        if (family_of[word] != out_.families[rule.indicator]) {
          family_of[word] = kSeveralFamilies;
        }
      }
    }
    // Nor does a part of a longer topic of another family: 调解 may stand for
    // 行政调解, which is a topic of its own.
    for (size_t word = 0; word < out_.words.size(); ++word) {
      const int family = family_of[word];
      const std::u16string& text = out_.words[word];
      for (size_t i = 0; family != kNoFamily && i < text.size(); ++i) {
        out_.trie.ForEachMatch(text, i, [&](size_t, int part) {
          if (family_of[part] != family) family_of[part] = kSeveralFamilies;
        });
      }
    }
  }

  void FindShorthands() {
    for (const auto& [printed, words] : lexicon_.shorthands) {
      for (const std::u16string& word : words) {
        const int number = out_.trie.Find(word);
        if (number >= 0) out_.shorthands[printed].push_back(number);
      }
    }
  }

  const Lexicon& lexicon_;
  LinkRules out_;
  absl::flat_hash_map<std::string, int> family_numbers_;
};

}  // namespace

absl::StatusOr<LinkRules> CompileLinkRules(const Catalogue& catalogue,
                                           const Lexicon& lexicon) {
  return Compiler(lexicon).Run(catalogue);
}

}  // namespace nianbao::extractor
