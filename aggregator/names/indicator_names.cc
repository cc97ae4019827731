// As with divisions (division_names.cc) the first step that finds anything
// decides: the id, the family, a display name as it is, its normal form or its
// English words in another order. A catalogue has some hundred indicators, so
// that suggestions are found by a walk over all of them: first those that have
// the text in one of their names, then those that are a slip or two away; of
// these those that are nearest.
#include "aggregator/names/indicator_names.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "aggregator/names/normal_form.h"
#include "aggregator/question/resource_names.h"
#include "common/text/edit_distance.h"
#include "common/text/utf8.h"

namespace nianbao::aggregator {
namespace {

// "reconsideration.accepted" of "indicators/Reconsideration.accepted".
std::string IdOf(absl::string_view text) {
  ConsumeIndicatorPrefix(text);
  return absl::AsciiStrToLower(text);
}

bool HasAllWords(absl::string_view words, absl::string_view some) {
  const std::vector<absl::string_view> all = absl::StrSplit(words, ' ');
  for (const absl::string_view word :
       absl::StrSplit(some, ' ', absl::SkipEmpty())) {
    if (!absl::c_linear_search(all, word)) return false;
  }
  return !some.empty();
}

}  // namespace

IndicatorNames::IndicatorNames(const Catalogue& catalogue,
                               const ConversionTable& conversion)
    : catalogue_(catalogue) {
  for (const v1::Indicator& indicator : catalogue.indicators()) {
    const int number = static_cast<int>(names_.size());
    const Names names = {NormalForm(conversion, indicator.display_name_zh()),
                         NormalForm(conversion, indicator.display_name_en()),
                         SortedWords(indicator.display_name_en())};
    for (const std::string& name :
         {indicator.display_name_zh(), indicator.display_name_en()}) {
      exact_[name].push_back(number);
    }
    for (const std::string& name :
         {ToUtf8(names.chinese), ToUtf8(names.english), names.words}) {
      std::vector<int>& same = variants_[name];
      if (same.empty() || same.back() != number) same.push_back(number);
    }
    const std::string id = IdOf(indicator.name());
    families_.insert(id.substr(0, id.find('.')));
    names_.push_back(names);
  }
}

IndicatorNames::Found IndicatorNames::Find(absl::string_view text,
                                           std::u16string_view normal) const {
  Found found;
  if (normal.empty()) return found;
  const std::string id = IdOf(text);
  const v1::Indicator* const named = catalogue_.Find(IndicatorName(id));
  if (named != nullptr) {
    found.candidates.push_back({named, v1::NAME_MATCH_ID});
    return found;
  }
  const absl::string_view family = absl::StripSuffix(id, ".*");
  if (families_.contains(std::string(family))) {
    found.family = IndicatorName(absl::StrCat(family, ".*"));
    return found;
  }
  const std::pair<const ByName*, std::string> steps[] = {
      {&exact_, std::string(text)},
      {&variants_, ToUtf8(normal)},
      {&variants_, SortedWords(text)}};
  for (const auto& [names, name] : steps) {
    const auto it = names->find(name);
    if (it == names->end()) continue;
    for (const int i : it->second) {
      found.candidates.push_back(
          {&catalogue_.indicators()[i],
           names == &exact_ ? v1::NAME_MATCH_EXACT : v1::NAME_MATCH_VARIANT});
    }
    return found;
  }
  found.suggestions = Suggest(id, normal).suggestions;
  return found;
}

Matches<v1::Indicator> IndicatorNames::Suggest(
    absl::string_view text, std::u16string_view normal) const {
  // By likelihood: slips, 0 for those that have the text in a name, then the
  // order of the catalogue.
  std::set<std::pair<int, int>> similar;
  const int limit = SlipsIn(normal.size());
  const std::string words = SortedWords(text);
  for (int i = 0; i < static_cast<int>(names_.size()); ++i) {
    const Names& names = names_[i];
    const std::string id = IdOf(catalogue_.indicators()[i].name());
    if (absl::StrContains(id, text) ||
        names.chinese.find(normal) != std::u16string::npos ||
        names.english.find(normal) != std::u16string::npos ||
        HasAllWords(names.words, words)) {
      similar.emplace(0, i);
      continue;
    }
    for (const std::u16string_view name :
         {std::u16string_view(names.chinese),
          std::u16string_view(names.english)}) {
      const int slips = EditDistance(normal, name, limit);
      if (slips <= limit) similar.emplace(slips, i);
    }
    const int slips = EditDistance(FromUtf8(text), FromUtf8(id), limit);
    if (slips <= limit) similar.emplace(slips, i);
  }
  Matches<v1::Indicator> found;
  for (const auto& [slips, i] : similar) {
    if (slips > similar.begin()->first) break;
    if (found.suggestions.size() == size_t{kMaxNameSuggestions}) break;
    const v1::Indicator* const indicator = &catalogue_.indicators()[i];
    if (absl::c_any_of(found.suggestions, [&](const auto& suggestion) {
          return suggestion.entry == indicator;
        })) {
      continue;
    }
    found.suggestions.push_back(
        {indicator, slips == 0 ? v1::NAME_MATCH_PART : v1::NAME_MATCH_SIMILAR});
  }
  return found;
}

}  // namespace nianbao::aggregator
