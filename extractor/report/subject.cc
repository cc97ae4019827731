// A subject is the words of a figure without those that say nothing.
//
//     其中,全年共受理行政复议案件187件   ->  受理行政复议案件
//     为1,180人次群众提供咨询             ->  群众提供咨询
// The words before the figure, their last 20 characters, are stripped of words
// that lead in (其中, 全年, 共) and of words that lead to the number (共计,
// 达到). The noun after the figure is added where the figure is a level, or
// nothing is left before it.
//
// Each word is stripped by one match in a trie: linear in 30 characters.
#include "extractor/report/subject.h"

#include <algorithm>

#include "common/text/word_trie.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Characters. What is longer is no name of a thing, and lists of subjects must
// stay readable.
constexpr size_t kLongestSubject = 20;
constexpr size_t kLongestNounAfter = 10;

// Words that lead into a figure and say nothing of what is counted.
constexpr View kLeading[] = {
    u"、",   u"和",   u"及",   u"与",   u"其中", u"共", u"共计",
    u"累计", u"全年", u"已",   u"并",   u"的",   u"了", u"年",
    u"全市", u"全区", u"全县", u"截至", u"目前", u"为", u"分别",
    u"约",   u"近",   u"达",   u"有",   u"(",    u")",  u":"};
// Words that lead to the number.
constexpr View kTrailing[] = {u"共", u"共计", u"累计", u"达到", u"达",
                              u"为", u"约",   u"了",   u"有",   u"分别",
                              u"计", u"数",   u"总计", u"合计", u"均",
                              u"各", u"(",    u":",    u"超过"};

// Two tries: of words that lead in, and of reversed words that trail.
struct Fillers {
  Fillers() {
    for (View word : kLeading) leading.Add(word, 1);
    for (View word : kTrailing) {
      trailing.Add(std::u16string(word.rbegin(), word.rend()), 1);
    }
  }
  WordTrie leading, trailing;
};

View Strip(View words) {
  static const auto* const fillers = new Fillers();
  while (const size_t n = fillers->leading.Longest(words, 0)) {
    words.remove_prefix(n);
  }
  while (const size_t n =
             fillers->trailing.LongestBackward(words, words.size())) {
    words.remove_suffix(n);
  }
  return words;
}

}  // namespace

std::u16string SubjectOf(View text, const Reading& reading) {
  View left = text.substr(reading.left, reading.left_end - reading.left);
  left =
      Strip(left.substr(left.size() - std::min(left.size(), kLongestSubject)));
  View right =
      text.substr(reading.figure.end, reading.right - reading.figure.end);
  right =
      right.substr(0, std::min(right.find_first_of(u"、,;。)("), right.size()));
  right = Strip(right.substr(0, kLongestNounAfter));
  std::u16string subject(left);
  if (reading.kind == v1::KIND_LEVEL || left.empty()) subject += right;
  return subject.substr(0, kLongestSubject);
}

}  // namespace nianbao::extractor
