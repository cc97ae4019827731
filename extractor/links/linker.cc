#include "extractor/links/linker.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "extractor/links/cue.h"
#include "extractor/text/normalize.h"

namespace nianbao::extractor {

absl::StatusOr<std::unique_ptr<const Linker>> Linker::Create(
    const Catalogue& catalogue, const Lexicon& lexicon) {
  std::unique_ptr<Linker> linker(new Linker());
  linker->lexicon_ = &lexicon;
  absl::flat_hash_map<std::string, int> family_numbers;
  for (const v1::Indicator& indicator : catalogue.indicators()) {
    const int index = static_cast<int>(linker->indicators_.size());
    linker->indicators_.push_back({indicator.name(), indicator.measure(),
                                   indicator.numerator(),
                                   indicator.denominator(), indicator.whole()});
    const std::string family =
        indicator.name().substr(0, indicator.name().find('.'));
    linker->families_.push_back(
        family_numbers.emplace(family, family_numbers.size()).first->second);
    linker->units_.push_back(FromUtf8(indicator.unit()));
    for (int r = 0; r < indicator.rules_size(); ++r) {
      const absl::Status status =
          linker->AddRule(indicator.rules(r), index, lexicon);
      if (!status.ok()) {
        return absl::InvalidArgumentError(
            absl::StrCat("indicator '", indicator.name(), "', rule ", r + 1,
                         ": ", status.message()));
      }
    }
  }
  linker->FindTopicFamilies();
  linker->FindShorthands();
  return linker;
}

void Linker::FindShorthands() {
  for (const auto& [printed, words] : lexicon_->shorthands) {
    for (const std::u16string& word : words) {
      const int number = trie_.Find(word);
      if (number >= 0) shorthands_[printed].push_back(number);
    }
  }
}

void Linker::FindTopicFamilies() {
  constexpr int kSeveral = -2;
  topic_family_.assign(word_count_, -1);
  for (const Rule& rule : rules_) {
    const int family = families_[rule.indicator];
    for (int word : rule.topics) {
      int& known = topic_family_[word];
      known = known == -1 || known == family ? family : kSeveral;
    }
  }
  // 立案 is what many families do.
  for (const Rule& rule : rules_) {
    for (int word : rule.actions) {
      if (topic_family_[word] != families_[rule.indicator]) {
        topic_family_[word] = kSeveral;
      }
    }
  }
  // 调解 may stand for 行政调解, which is a topic of its own.
  for (int word = 0; word < word_count_; ++word) {
    const int family = topic_family_[word];
    const std::u16string& text = words_[word];
    for (size_t i = 0; family != -1 && i < text.size(); ++i) {
      trie_.ForEachMatch(text, i, [&](size_t, int part) {
        if (topic_family_[part] != family) topic_family_[part] = kSeveral;
      });
    }
  }
}

absl::Status Linker::AddRule(const v1::LinkRule& source, int indicator,
                             const Lexicon& lexicon) {
  if (source.topics().empty()) {
    return absl::InvalidArgumentError("topics are required");
  }
  Rule rule;
  rule.indicator = indicator;
  for (auto [cues, words] : {std::pair(&source.topics(), &rule.topics),
                             std::pair(&source.actions(), &rule.actions),
                             std::pair(&source.excludes(), &rule.excludes),
                             std::pair(&source.context(), &rule.context)}) {
    absl::StatusOr<std::vector<int>> added = AddWords(*cues, lexicon);
    if (!added.ok()) return added.status();
    *words = *std::move(added);
  }
  for (const std::string& unit : source.units()) {
    rule.units.push_back(FromUtf8(unit));
  }
  if (source.reach() != v1::REACH_UNSPECIFIED) rule.reach = source.reach();
  rule.weight = source.weight();
  const int number = static_cast<int>(rules_.size());
  for (int word : rule.actions.empty() ? rule.topics : rule.actions) {
    if (rules_of_word_[word].empty() || rules_of_word_[word].back() != number) {
      rules_of_word_[word].push_back(number);
    }
  }
  rules_.push_back(std::move(rule));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<int>> Linker::AddWords(
    const google::protobuf::RepeatedPtrField<std::string>& cues,
    const Lexicon& lexicon) {
  std::vector<int> numbers;
  for (const std::string& cue : cues) {
    const absl::StatusOr<std::vector<std::u16string>> words =
        ExpandCue(FromUtf8(cue));
    if (!words.ok()) return words.status();
    for (const std::u16string& word : *words) {
      numbers.push_back(AddWord(word, lexicon));
    }
  }
  return numbers;
}

int Linker::AddWord(const std::u16string& word, const Lexicon& lexicon) {
  int number = trie_.Find(word);
  if (number >= 0) return number;
  number = word_count_++;
  rules_of_word_.emplace_back();
  words_.push_back(word);
  trie_.Add(word, number);
  for (const auto& [standard, printed] : lexicon.variants) {
    const size_t at = word.find(standard);
    if (at == std::u16string::npos) continue;
    std::u16string variant = word;
    variant.replace(at, standard.size(), printed);
    if (trie_.Find(variant) < 0) trie_.Add(variant, number);
  }
  return number;
}

}  // namespace nianbao::extractor
