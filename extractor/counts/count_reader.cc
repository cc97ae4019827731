// Reading what figures count.
//
//     依法审结行政复议案件  163  件  的        单位
//     |----- own left -----|figure  |- skipped -|noun|
//
// The noun stands left of the figure or right of its unit. Words that say
// nothing of it (共, 达到, 了) are cut off both ends of the own words, so that
// what is left ends in the noun. Which construction it stands in is found by
// constructions.h, what adds up by sums.h.
//
// Cost: the own words of each figure, and what those two cost.
#include "extractor/counts/count_reader.h"

#include <algorithm>

#include "common/text/word_trie.h"
#include "extractor/counts/constructions.h"
#include "extractor/counts/sums.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

constexpr View kLightEnds[] = {
    u"分别为", u"分别是", u"共计", u"总计", u"合计", u"累计", u"达到", u"已达",
    u"分别",   u"人数",   u"数量", u"总数", u"件数", u"其中", u"共有", u"约为",
    u"依次",   u"共",     u"达",   u"为",   u"有",   u"了",   u"约",   u"计",
    u"各",     u"近",     u"的",   u"是",   u"数",   u"过"};
constexpr View kLightBegins[] = {u"其中", u"全年", u"今年", u"本年", u"同时",
                                 u"截至", u"目前", u"我市", u"我县", u"我区",
                                 u"全市", u"全县", u"全区", u"共",   u"已",
                                 u"并",   u"和",   u"及",   u"与",   u"的"};
constexpr View kPunctuation = u"、,;:,。()()\"“”《》[]【】·-— \n";

// The light words that end or begin a text, and marks of punctuation.
class LightWords {
 public:
  LightWords() {
    for (const View word : kLightEnds) {
      ends_.Add(std::u16string(word.rbegin(), word.rend()), 1);
    }
    for (const View word : kLightBegins) begins_.Add(word, 1);
    for (size_t i = 0; i < kPunctuation.size(); ++i) {
      ends_.Add(kPunctuation.substr(i, 1), 1);
      begins_.Add(kPunctuation.substr(i, 1), 1);
    }
  }

  // Length of the longest one at either end; 0 when there is none.
  size_t AtEnd(View text) const {
    return ends_.LongestBackward(text, text.size());
  }
  size_t AtBegin(View text) const { return begins_.Longest(text, 0); }

  static const LightWords& Get() {
    static const LightWords* const words = new LightWords;
    return *words;
  }

 private:
  // The words reversed.
  WordTrie ends_;
  WordTrie begins_;
};

// The two ends of the words on the left.
void BoundLeft(View text, const Reading& reading, Counted& out) {
  const LightWords& light = LightWords::Get();
  const size_t end = std::max(reading.left, reading.left_end);
  View words = text.substr(reading.left, end - reading.left);
  while (const size_t length = light.AtEnd(words)) words.remove_suffix(length);
  out.left_end = reading.left + words.size();
  while (const size_t length = light.AtBegin(words)) {
    words.remove_prefix(length);
  }
  out.left_begin = out.left_end - words.size();
}

void BoundRight(View text, const Reading& reading, Counted& out) {
  size_t begin = reading.figure.end;
  const size_t end =
      std::max(begin, std::min(reading.right, begin + kLongestNoun));
  if (begin < end && text[begin] == u'的') ++begin;
  size_t noun_end = begin;
  while (noun_end < end && IsHan(text[noun_end]) &&
         !IsOneOf(text[noun_end], u"，。、；：（）")) {
    ++noun_end;
  }
  out.right_begin = begin;
  out.right_end = noun_end;
}

// Notes the parentheses that are open at each figure.
void ReadBrackets(View text, const Outline& outline,
                  const std::vector<Reading>& readings,
                  std::vector<Counted>& counted) {
  int sentence = -1;
  size_t at = 0;
  int depth = 0;
  for (size_t i = 0; i < readings.size(); ++i) {
    if (readings[i].sentence != sentence) {
      sentence = readings[i].sentence;
      at = outline.sentences[sentence].begin;
      depth = 0;
    }
    for (; at < readings[i].figure.begin; ++at) {
      if (IsOneOf(text[at], u"((")) ++depth;
      if (IsOneOf(text[at], u"))") && depth > 0) --depth;
    }
    if (depth > 0) counted[i].constructions |= kBracket;
  }
}

// 1186件,占总数的19.1%: the next figure is the share of this one.
void ReadShares(const std::vector<Reading>& readings,
                std::vector<Counted>& counted) {
  for (size_t i = 0; i + 1 < readings.size(); ++i) {
    const bool share =
        readings[i + 1].sentence == readings[i].sentence &&
        readings[i + 1].figure.unit == u"%" &&
        readings[i + 1].kind == v1::KIND_LEVEL &&
        (counted[i + 1].constructions & kShareOf) != 0 &&
        readings[i + 1].figure.begin < readings[i].figure.end + kLongestNoun;
    if (share && readings[i].figure.unit != u"%") {
      counted[i].constructions |= kShared;
    }
  }
}

// Deals a run of changes out over the levels before it in the sentence, the
// last to the last.
void ReadChanges(const std::vector<Reading>& readings,
                 std::vector<Counted>& counted) {
  for (size_t first = 0; first < readings.size(); ++first) {
    if (readings[first].kind != v1::KIND_CHANGE) continue;
    size_t end = first + 1;
    while (end < readings.size() && readings[end].kind == v1::KIND_CHANGE &&
           readings[end].sentence == readings[first].sentence) {
      ++end;
    }
    size_t level = first;
    for (size_t change = end; change-- > first;) {
      if (level == 0 || readings[level - 1].kind != v1::KIND_LEVEL ||
          readings[level - 1].sentence != readings[first].sentence) {
        break;
      }
      counted[change].changed = static_cast<int>(--level);
    }
    first = end - 1;
  }
}

void ReadRuns(const std::vector<Reading>& readings,
              std::vector<Counted>& counted) {
  for (size_t first = 0; first < readings.size();) {
    size_t end = first + 1;
    while (end < readings.size() &&
           readings[end].sentence == readings[first].sentence &&
           readings[end].figure.unit == readings[first].figure.unit &&
           readings[end].kind == readings[first].kind) {
      ++end;
    }
    for (size_t i = first; i < end; ++i) {
      counted[i].run = static_cast<int>(end - first);
      counted[i].place_in_run = static_cast<int>(i - first);
    }
    first = end;
  }
}

}  // namespace

std::vector<Counted> ReadCounted(View text, const Outline& outline,
                                 const std::vector<Reading>& readings) {
  std::vector<Counted> counted(readings.size());
  Constructions constructions(text, outline);
  for (size_t i = 0; i < readings.size(); ++i) {
    BoundLeft(text, readings[i], counted[i]);
    BoundRight(text, readings[i], counted[i]);
    counted[i].constructions = constructions.Of(readings[i], counted[i]);
  }
  ReadBrackets(text, outline, readings, counted);
  ReadShares(readings, counted);
  ReadSums(readings, counted);
  ReadRuns(readings, counted);
  ReadChanges(readings, counted);
  return counted;
}

}  // namespace nianbao::extractor
