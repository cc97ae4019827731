// Expands the alternatives of a cue, from the left.
//
//     (受理|收到)复议(申请)?
//     {""} -> {受理, 收到} -> {受理复议, 收到复议}
//          -> {受理复议申请, 受理复议, 收到复议申请, 收到复议}
// A cue is a row of parts, each a piece of text or a group; each part is
// appended to every word so far. There is no nesting, so that a rule stays
// readable, and the number of words is bounded.
#include "extractor/links/cue.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Words that a cue may stand for. Cues of the catalogue stand for 40 at most; a
// few groups too many would make thousands.
constexpr size_t kMostWords = 256;

// What may stand in one place of a cue.
using Alternatives = std::vector<std::u16string>;

// Reads the group "(a|b)" or "(a|b)?" that begins at `*i`, and moves behind it.
absl::StatusOr<Alternatives> ReadGroup(View cue, size_t* i) {
  const size_t close = cue.find(u')', *i);
  if (close == npos) return absl::InvalidArgumentError("has an open (");
  View group = cue.substr(*i + 1, close - *i - 1);
  if (Contains(group, u"(")) {
    return absl::InvalidArgumentError("has nested parentheses");
  }
  Alternatives parts;
  for (size_t bar; (bar = group.find(u'|')) != npos;
       group.remove_prefix(bar + 1)) {
    parts.emplace_back(group.substr(0, bar));
  }
  parts.emplace_back(group);
  *i = close + 1;
  if (At(cue, *i) == u'?') {
    parts.emplace_back();
    ++*i;
  }
  return parts;
}

// Reads the group or the piece of text that begins at `*i`, and moves behind
// it.
absl::StatusOr<Alternatives> ReadPart(View cue, size_t* i) {
  if (cue[*i] == u'(') return ReadGroup(cue, i);
  if (IsOneOf(cue[*i], u")|?")) {
    return absl::InvalidArgumentError("has a stray ), | or ?");
  }
  const size_t end = std::min(cue.find_first_of(u"()|?", *i), cue.size());
  Alternatives part = {std::u16string(cue.substr(*i, end - *i))};
  *i = end;
  return part;
}

absl::StatusOr<Alternatives> Expand(View cue) {
  Alternatives words = {u""};
  for (size_t i = 0; i < cue.size();) {
    const absl::StatusOr<Alternatives> parts = ReadPart(cue, &i);
    if (!parts.ok()) return parts.status();
    Alternatives longer;
    for (const std::u16string& word : words) {
      for (const std::u16string& part : *parts) longer.push_back(word + part);
    }
    if (longer.size() > kMostWords) {
      return absl::InvalidArgumentError("stands for too many words");
    }
    words = std::move(longer);
  }
  for (std::u16string& word : words) {
    if (word.empty()) {
      return absl::InvalidArgumentError("stands for an empty word");
    }
    // Texts are matched after folding, which makes these half-width.
    std::replace(word.begin(), word.end(), u'（', u'(');
    std::replace(word.begin(), word.end(), u'）', u')');
  }
  return words;
}

}  // namespace

absl::StatusOr<std::vector<std::u16string>> ExpandCue(View cue) {
  absl::StatusOr<Alternatives> words = Expand(cue);
  if (words.ok()) return words;
  return absl::InvalidArgumentError(
      absl::StrCat("cue '", ToUtf8(cue), "' ", words.status().message()));
}

}  // namespace nianbao::extractor
