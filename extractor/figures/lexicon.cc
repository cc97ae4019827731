// Compiles the word lists of lexicon.textproto into tries.
//
// A list is asked in two directions: does one of its words begin here (up:
// 增长|5%), or end here (…增长|5%)? So each set keeps a trie of its words and
// one of the words reversed, and both questions cost the length of the longest
// word. Words become UTF-16 once, here, and are matched in normalized text, so
// the lists are in Simplified characters with half-width punctuation.
#include "extractor/figures/lexicon.h"

#include <algorithm>

#include "common/base/text_proto.h"
#include "common/data/embedded_data.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

std::u16string Reversed(std::u16string word) {
  std::reverse(word.begin(), word.end());
  return word;
}

}  // namespace

WordSet::WordSet(const google::protobuf::RepeatedPtrField<std::string>& words) {
  for (const std::string& word : words) {
    const std::u16string utf16 = FromUtf8(word);
    if (utf16.empty()) continue;
    forward_.Add(utf16, 1);
    backward_.Add(Reversed(utf16), 1);
  }
}

size_t WordSet::Before(std::u16string_view text, size_t end) const {
  return backward_.LongestBackward(text, end);
}

bool WordSet::In(std::u16string_view text) const {
  for (size_t i = text.size(); i-- > 0;) {
    if (forward_.Begins(text[i]) && At(text, i) > 0) return true;
  }
  return false;
}

absl::StatusOr<std::unique_ptr<const Lexicon>> Lexicon::Parse(
    absl::string_view text_proto) {
  v1::Lexicon source;
  absl::Status status = ParseTextProto(text_proto, &source);
  if (!status.ok()) return status;
  auto lexicon = std::make_unique<Lexicon>();
  // Units of classes and aliases need not be listed once more.
  auto add_unit = [&](const std::string& unit) {
    lexicon->unit_trie.Add(FromUtf8(unit),
                           static_cast<int>(lexicon->units.size()));
    lexicon->units.push_back(FromUtf8(unit));
  };
  for (const std::string& unit : source.units()) add_unit(unit);
  for (const v1::UnitClass& unit_class : source.unit_classes()) {
    lexicon->classes_.emplace(FromUtf8(unit_class.units(0)),
                              WordSet(unit_class.units()));
    for (const std::string& unit : unit_class.units()) add_unit(unit);
  }
  for (const v1::UnitAlias& alias : source.unit_aliases()) {
    lexicon->unit_aliases[FromUtf8(alias.printed())] = FromUtf8(alias.unit());
    add_unit(alias.printed());
  }
  for (const v1::UnitGuard& guard : source.unit_guards()) {
    lexicon->unit_guards[FromUtf8(guard.unit())] = WordSet(guard.not_before());
  }
  auto add_noun = [&](const v1::UnitAlias& noun, WordTrie& backward) {
    backward.Add(Reversed(FromUtf8(noun.printed())),
                 static_cast<int>(lexicon->implied_units_.size()));
    lexicon->implied_units_.push_back(FromUtf8(noun.unit()));
  };
  for (const v1::UnitAlias& noun : source.measure_nouns()) {
    add_noun(noun, lexicon->measure_nouns_backward_);
  }
  for (const v1::UnitAlias& currency : source.currencies()) {
    add_noun(currency, lexicon->currencies_backward_);
  }
  lexicon->approximate_before = WordSet(source.approximate_before());
  lexicon->at_least_before = WordSet(source.at_least_before());
  lexicon->at_most_before = WordSet(source.at_most_before());
  lexicon->exact_before = WordSet(source.exact_before());
  lexicon->approximate_after = WordSet(source.approximate_after());
  lexicon->at_least_after = WordSet(source.at_least_after());
  lexicon->at_most_after = WordSet(source.at_most_after());
  lexicon->exact_after = WordSet(source.exact_after());
  lexicon->slogan_nouns = WordSet(source.slogan_nouns());
  lexicon->name_before = WordSet(source.name_before());
  lexicon->name_after = WordSet(source.name_after());
  lexicon->averages = WordSet(source.averages());
  lexicon->filler = WordSet(source.filler());
  lexicon->not_modifiers = WordSet(source.not_modifiers());
  lexicon->up = WordSet(source.up());
  lexicon->down = WordSet(source.down());
  lexicon->reduction = WordSet(source.reduction());
  lexicon->comparison = WordSet(source.comparison());
  lexicon->rank = WordSet(source.rank());
  lexicon->target = WordSet(source.target());
  lexicon->plan_heading = WordSet(source.plan_heading());
  lexicon->other_body = WordSet(source.other_body());
  lexicon->own_of_nation = WordSet(source.own_of_nation());
  lexicon->plan_opening = WordSet(source.plan_opening());
  lexicon->counted_bodies = WordSet(source.counted_bodies());
  lexicon->part = WordSet(source.part());
  lexicon->former = WordSet(source.former());
  lexicon->some = WordSet(source.some());
  lexicon->some_bodies = WordSet(source.some_bodies());
  lexicon->none_before = WordSet(source.none_before());
  lexicon->money_nouns = WordSet(source.money_nouns());
  lexicon->standard = WordSet(source.standard());
  lexicon->done = WordSet(source.done());
  lexicon->duty = WordSet(source.duty());
  lexicon->mass_verbs = WordSet(source.mass_verbs());
  lexicon->page_counters = WordSet(source.page_counters());
  for (const v1::Shorthand& shorthand : source.shorthands()) {
    for (const std::string& word : shorthand.words()) {
      lexicon->shorthands[FromUtf8(shorthand.printed())].push_back(
          FromUtf8(word));
    }
  }
  for (const v1::Variant& variant : source.variants()) {
    lexicon->variants.emplace_back(FromUtf8(variant.standard()),
                                   FromUtf8(variant.printed()));
  }
  return lexicon;
}

absl::StatusOr<std::unique_ptr<const Lexicon>> Lexicon::Embedded() {
  return Parse(EmbeddedLexicon());
}

bool Lexicon::SameClass(const std::u16string& printed,
                        const std::u16string& unit) const {
  if (printed == unit) return true;
  const auto it = classes_.find(unit);
  return it != classes_.end() && it->second.At(printed, 0) == printed.size();
}

bool Lexicon::IsBare(std::u16string_view words) const {
  // Takes the longest word at each place. ASCII, which is punctuation and
  // digits here, says nothing of what is counted either.
  for (size_t i = 0; i < words.size();) {
    const size_t n =
        std::max({filler.At(words, i), up.At(words, i), down.At(words, i),
                  reduction.At(words, i), comparison.At(words, i)});
    if (n == 0 && words[i] > 0x7F) return false;
    i += std::max<size_t>(n, 1);
  }
  return true;
}

std::optional<std::u16string> Lexicon::UnitOfMeasureNoun(
    std::u16string_view text, size_t end) const {
  int value = -1;
  if (measure_nouns_backward_.LongestBackward(text, end, &value) == 0) {
    return std::nullopt;
  }
  return implied_units_[value];
}

std::optional<std::u16string> Lexicon::UnitOfCurrency(std::u16string_view text,
                                                      size_t end) const {
  int value = -1;
  if (currencies_backward_.LongestBackward(text, end, &value) == 0) {
    return std::nullopt;
  }
  return implied_units_[value];
}

}  // namespace nianbao::extractor
