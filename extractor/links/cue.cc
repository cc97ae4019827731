#include "extractor/links/cue.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "extractor/text/normalize.h"

namespace nianbao::extractor {
namespace {

constexpr size_t kMostWords = 256;

}  // namespace

absl::StatusOr<std::vector<std::u16string>> ExpandCue(std::u16string_view cue) {
  auto error = [&](absl::string_view what) {
    return absl::InvalidArgumentError(
        absl::StrCat("cue '", ToUtf8(cue), "' ", what));
  };
  std::vector<std::u16string> words = {u""};
  for (size_t i = 0; i < cue.size();) {
    std::vector<std::u16string> parts;
    if (cue[i] == u'(') {
      const size_t close = cue.find(u')', i);
      if (close == std::u16string_view::npos) return error("has an open (");
      std::u16string_view group = cue.substr(i + 1, close - i - 1);
      if (group.find(u'(') != std::u16string_view::npos) {
        return error("has nested parentheses");
      }
      for (size_t bar; (bar = group.find(u'|')) != std::u16string_view::npos;
           group.remove_prefix(bar + 1)) {
        parts.emplace_back(group.substr(0, bar));
      }
      parts.emplace_back(group);
      i = close + 1;
      if (i < cue.size() && cue[i] == u'?') {
        parts.emplace_back();
        ++i;
      }
    } else if (cue[i] == u')' || cue[i] == u'|' || cue[i] == u'?') {
      return error("has a stray ), | or ?");
    } else {
      size_t end = cue.find_first_of(u"()|?", i);
      if (end == std::u16string_view::npos) end = cue.size();
      parts.emplace_back(cue.substr(i, end - i));
      i = end;
    }
    std::vector<std::u16string> longer;
    for (const std::u16string& word : words) {
      for (const std::u16string& part : parts) longer.push_back(word + part);
    }
    if (longer.size() > kMostWords) return error("stands for too many words");
    words = std::move(longer);
  }
  for (std::u16string& word : words) {
    if (word.empty()) return error("stands for an empty word");
    std::replace(word.begin(), word.end(), u'（', u'(');
    std::replace(word.begin(), word.end(), u'）', u')');
  }
  return words;
}

}  // namespace nianbao::extractor
