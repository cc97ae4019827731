// The words by which quantities are read: data/lexicon.textproto, compiled.
// Immutable; safe to share between threads.
#ifndef NIANBAO_EXTRACTOR_FIGURES_LEXICON_H_
#define NIANBAO_EXTRACTOR_FIGURES_LEXICON_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/text/word_trie.h"
#include "nianbao/v1/lexicon.pb.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// A set of words looked for at, before or in a place of a text.
class WordSet {
 public:
  WordSet() = default;
  explicit WordSet(
      const google::protobuf::RepeatedPtrField<std::string>& words);

  // Length of the longest word that begins at `begin`; 0 for none.
  size_t At(std::u16string_view text, size_t begin) const {
    return forward_.Longest(text, begin);
  }

  // Length of the longest word that ends at `end`; 0 for none.
  size_t Before(std::u16string_view text, size_t end) const;

  // True when a word stands within `text`. Linear time; it looks from the end,
  // where the words that matter to a figure stand.
  bool In(std::u16string_view text) const;

 private:
  WordTrie forward_;
  // The words reversed.
  WordTrie backward_;
};

// Each set is described in nianbao/v1/lexicon.proto, where its words are given.
struct Lexicon {
  // INVALID_ARGUMENT names the line of a malformed text proto.
  static absl::StatusOr<std::unique_ptr<const Lexicon>> Parse(
      absl::string_view text_proto);
  // The lexicon that is part of the program.
  static absl::StatusOr<std::unique_ptr<const Lexicon>> Embedded();

  // True when a figure in `printed` can be a value of an indicator in `unit`.
  bool SameClass(const std::u16string& printed,
                 const std::u16string& unit) const;

  // True when `words` hold nothing but fillers, verbs of change, comparisons
  // and punctuation, so that they do not say what is counted.
  bool IsBare(std::u16string_view words) const;

  // Unit of a bare number after the measure noun that ends at `end`, as 人数
  // says 人; nullopt when none ends there.
  std::optional<std::u16string> UnitOfMeasureNoun(std::u16string_view text,
                                                  size_t end) const;

  // Unit of an amount in 元 after the name of a currency that ends at `end`, as
  // 美金 says 美元; nullopt when none ends there.
  std::optional<std::u16string> UnitOfCurrency(std::u16string_view text,
                                               size_t end) const;

  // Unit names as printed; values index `units`.
  WordTrie unit_trie;
  std::vector<std::u16string> units;
  // Standard form of units written in other ways.
  absl::flat_hash_map<std::u16string, std::u16string> unit_aliases;
  // For a unit, the words behind it that make it another word: the 门 of 部门.
  absl::flat_hash_map<std::u16string, WordSet> unit_guards;

  WordSet approximate_before, at_least_before, at_most_before, exact_before;
  WordSet approximate_after, at_least_after, at_most_after, exact_after;
  WordSet slogan_nouns, name_before, name_after;
  WordSet filler, not_modifiers, averages;
  WordSet up, down, reduction, comparison, rank, target, plan_heading,
      other_body, own_of_nation, plan_opening, counted_bodies, part,
      page_counters, former, some, some_bodies;
  // What a verb cut down to a character may stand for.
  absl::flat_hash_map<std::u16string, std::vector<std::u16string>> shorthands;
  WordSet none_before, money_nouns, mass_verbs, standard, done, duty;
  // Standard form and printed form, both as printed in Simplified.
  std::vector<std::pair<std::u16string, std::u16string>> variants;

 private:
  // For the unit of an indicator, the units that its values are printed in.
  absl::flat_hash_map<std::u16string, WordSet> classes_;
  // Reversed nouns; values index `implied_units_`.
  WordTrie measure_nouns_backward_, currencies_backward_;
  std::vector<std::u16string> implied_units_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_LEXICON_H_
