// Reading what figures count.
//
//     依法审结行政复议案件  163  件  的        单位
//     |----- own left -----|figure  |- skipped -|noun|
//
// The noun stands left of the figure or right of its unit. Words that say
// nothing of it (共, 达到, 了) are cut off both ends of the own words, so that
// what is left ends in the noun.
//
// Sums: for each figure the following ones of its unit are added up, as long as
// they are smaller; when the sum meets it exactly, they are its parts. A report
// that prints the parts of 187 prints all of them, so chance hits are rare once
// the total is not tiny.
//
// Cost: 40 characters and 24 figures for each figure.
#include "extractor/counts/counted.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "common/text/word_trie.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// How far back a construction is looked for.
constexpr size_t kWindow = 40;
// A noun right of a figure is no longer than this.
constexpr size_t kLongestNoun = 16;
// Figures looked at for the parts of a total.
constexpr size_t kMostParts = 24;
// Smaller totals are met by chance.
constexpr double kSmallestTotal = 4;
// Of figures between a total and its first part, how many are passed over.
constexpr size_t kMostSkipped = 2;

// Light words, the longer ones first.
constexpr std::array<View, 30> kLightEnds = {
    u"分别为", u"分别是", u"共计", u"总计", u"合计", u"累计", u"达到", u"已达",
    u"分别",   u"人数",   u"数量", u"总数", u"件数", u"其中", u"共有", u"约为",
    u"依次",   u"共",     u"达",   u"为",   u"有",   u"了",   u"约",   u"计",
    u"各",     u"近",     u"的",   u"是",   u"数",   u"过"};
constexpr std::array<View, 20> kLightBegins = {
    u"其中", u"全年", u"今年", u"本年", u"同时", u"截至", u"目前",
    u"我市", u"我县", u"我区", u"全市", u"全县", u"全区", u"共",
    u"已",   u"并",   u"和",   u"及",   u"与",   u"的"};
constexpr View kPunctuation = u"、,;:,。()()\"“”《》[]【】·-— \n";

bool StripEnd(View text, size_t begin, size_t* end) {
  if (*end > begin && IsOneOf(text[*end - 1], kPunctuation)) {
    --*end;
    return true;
  }
  const View words = text.substr(begin, *end - begin);
  for (const View light : kLightEnds) {
    if (EndsWith(words, light)) {
      *end -= light.size();
      return true;
    }
  }
  return false;
}

bool StripBegin(View text, size_t* begin, size_t end) {
  if (*begin < end && IsOneOf(text[*begin], kPunctuation)) {
    ++*begin;
    return true;
  }
  const View words = text.substr(*begin, end - *begin);
  for (const View light : kLightBegins) {
    if (StartsWith(words, 0, light)) {
      *begin += light.size();
      return true;
    }
  }
  return false;
}

// The two ends of the words on the left.
void BoundLeft(View text, const Reading& reading, Counted& out) {
  out.left_begin = reading.left;
  out.left_end = std::max(reading.left, reading.left_end);
  while (StripEnd(text, out.left_begin, &out.left_end)) {
  }
  while (StripBegin(text, &out.left_begin, out.left_end)) {
  }
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

// Where a word of a construction must stand.
enum class Reach {
  // Among the own words, or right of the figure.
  kOwn,
  // Among the own words.
  kOwnLeft,
  // Since the last semicolon, not far before the figure.
  kPart,
  // In the sentence before the own words.
  kBefore,
};

struct ConstructionWord {
  View word;
  Construction construction;
  Reach reach;
};

constexpr ConstructionWord kConstructionWords[] = {
    {u"其中", kAmong, Reach::kPart},
    {u"包括", kAmong, Reach::kPart},
    {u"包含", kAmong, Reach::kPart},
    {u"占", kShareOf, Reach::kOwnLeft},
    {u"按照", kBreakdown, Reach::kBefore},
    {u"类型看", kBreakdown, Reach::kBefore},
    {u"类别看", kBreakdown, Reach::kBefore},
    {u"领域看", kBreakdown, Reach::kBefore},
    {u"分布", kBreakdown, Reach::kBefore},
    {u"排名", kBreakdown, Reach::kBefore},
    {u"来看", kBreakdown, Reach::kBefore},
    {u"上看", kBreakdown, Reach::kBefore},
    {u"类型上", kBreakdown, Reach::kBefore},
    {u"主要涉及", kBreakdown, Reach::kBefore},
    {u"被申请人", kRespondent, Reach::kOwn},
    {u"被告", kRespondent, Reach::kOwn},
    {u"上年", kBase, Reach::kOwnLeft},
    {u"去年", kBase, Reach::kOwnLeft},
    {u"同期", kBase, Reach::kOwnLeft},
    {u"上一年", kBase, Reach::kOwnLeft},
    {u"涉", kInvolving, Reach::kOwnLeft},
    {u"代理", kForOthers, Reach::kOwnLeft},
    {u"提供", kForOthers, Reach::kOwnLeft},
    {u"协助", kForOthers, Reach::kOwnLeft},
    {u"参与", kForOthers, Reach::kOwnLeft},
    {u"每", kPer, Reach::kOwnLeft},
    {u"均", kPer, Reach::kOwnLeft},
    {u"政府", kOfBody, Reach::kOwnLeft},
    {u"局", kOfBody, Reach::kOwnLeft},
    {u"部门", kOfBody, Reach::kOwnLeft},
    {u"法院", kOfBody, Reach::kOwnLeft},
    {u"乡镇", kOfBody, Reach::kOwnLeft},
    {u"街道", kOfBody, Reach::kOwnLeft},
    {u"委办", kOfBody, Reach::kOwnLeft},
    {u"检察", kOfBody, Reach::kOwnLeft},
    {u"公安", kOfBody, Reach::kOwnLeft},
    {u"单位", kOfBody, Reach::kOwnLeft},
    {u"机关", kOfBody, Reach::kOwnLeft},
};

// The words as one trie; values index kConstructionWords.
const WordTrie& ConstructionTrie() {
  static const WordTrie* const trie = [] {
    auto* words = new WordTrie;
    int number = 0;
    for (const ConstructionWord& word : kConstructionWords) {
      words->Add(word.word, number++);
    }
    return words;
  }();
  return *trie;
}

// The bounds of what is looked at around a figure.
struct Surroundings {
  size_t before, part, left, left_end, figure_end, right;

  bool Reaches(Reach reach, size_t at) const {
    const bool own = at >= left && at < left_end;
    switch (reach) {
      case Reach::kOwn:
        return own || at >= figure_end;
      case Reach::kOwnLeft:
        return own;
      case Reach::kPart:
        return at >= part && at < figure_end;
      case Reach::kBefore:
        return at < left;
    }
    return false;
  }
};

Surroundings SurroundingsOf(View text, const OutlineSentence& sentence,
                            const Reading& reading) {
  Surroundings out;
  const size_t figure = reading.figure.begin;
  out.left = std::min(reading.left, figure);
  out.left_end = std::max(out.left, std::min(reading.left_end, figure));
  out.before =
      std::max(sentence.begin, out.left - std::min(out.left, 2 * kWindow));
  out.part = std::max(sentence.begin, figure - std::min(figure, kWindow));
  const View since = text.substr(out.part, figure - out.part);
  const size_t semicolon = since.rfind(u';');
  if (semicolon != npos) out.part += semicolon + 1;
  out.figure_end = reading.figure.end;
  out.right = std::max(out.figure_end,
                       std::min(reading.right, out.figure_end + kLongestNoun));
  return out;
}

uint16_t ConstructionsOf(View text, const OutlineSentence& sentence,
                         const Reading& reading, const Counted& counted) {
  const Surroundings around = SurroundingsOf(text, sentence, reading);
  const WordTrie& trie = ConstructionTrie();
  const View within = text.substr(0, around.right);
  uint16_t found = 0;
  for (size_t i = std::min(around.before, around.part); i < around.right; ++i) {
    if (i == reading.figure.begin) i = around.figure_end;
    trie.ForEachMatch(within, i, [&](size_t, int number) {
      const ConstructionWord& word = kConstructionWords[number];
      if (around.Reaches(word.reach, i)) found |= word.construction;
    });
  }
  if (reading.figure.begin > 0 && text[reading.figure.begin - 1] == u':') {
    found |= kLabelled;
  }
  const View noun =
      text.substr(counted.left_begin, counted.left_end - counted.left_begin);
  for (const View kind : {u"类", u"领域", u"方面", u"类案件"}) {
    if (EndsWith(noun, kind)) found |= kKindOf;
  }
  return found;
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

bool IsCount(const Reading& reading) {
  return reading.kind == v1::KIND_LEVEL && reading.figure.unit != u"%";
}

// Tries the figures from the `skipped`-th like one after `total` on as its
// parts.
bool MarkParts(size_t total, size_t skipped,
               const std::vector<Reading>& readings,
               std::vector<Counted>& counted) {
  const double value = ValueOf(readings[total].figure);
  const size_t end = std::min(readings.size(), total + 1 + kMostParts);
  double sum = 0;
  size_t passed = 0;
  std::array<size_t, kMostParts> parts;
  size_t size = 0;
  for (size_t k = total + 1; k < end; ++k) {
    if (!IsCount(readings[k]) ||
        readings[k].figure.unit != readings[total].figure.unit) {
      continue;
    }
    if (passed++ < skipped) continue;
    const double part = ValueOf(readings[k].figure);
    if (part <= 0 || part >= value) return false;
    sum += part;
    parts[size++] = k;
    if (sum > value + 1e-9 * value) return false;
    if (size >= 2 && std::abs(sum - value) <= 1e-9 * value) {
      counted[total].is_total = true;
      for (size_t p = 0; p < size; ++p) {
        counted[parts[p]].total = static_cast<int>(total);
      }
      return true;
    }
  }
  return false;
}

void ReadSums(const std::vector<Reading>& readings,
              std::vector<Counted>& counted) {
  for (size_t i = 0; i < readings.size(); ++i) {
    if (!IsCount(readings[i]) || ValueOf(readings[i].figure) < kSmallestTotal) {
      continue;
    }
    for (size_t skipped = 0; skipped <= kMostSkipped; ++skipped) {
      if (MarkParts(i, skipped, readings, counted)) break;
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

double ValueOf(const Figure& figure) {
  static constexpr double kTens[] = {1,    1e1,  1e2,  1e3, 1e4,  1e5,
                                     1e6,  1e7,  1e8,  1e9, 1e10, 1e11,
                                     1e12, 1e13, 1e14, 1e15};
  const Decimal& value = figure.value;
  const size_t n = static_cast<size_t>(std::abs(value.exponent));
  if (n >= std::size(kTens)) return value.ToDouble();
  const auto mantissa = static_cast<double>(value.mantissa);
  return value.exponent < 0 ? mantissa / kTens[n] : mantissa * kTens[n];
}

std::vector<Counted> ReadCounted(View text, const Outline& outline,
                                 const std::vector<Reading>& readings) {
  std::vector<Counted> counted(readings.size());
  for (size_t i = 0; i < readings.size(); ++i) {
    BoundLeft(text, readings[i], counted[i]);
    BoundRight(text, readings[i], counted[i]);
    counted[i].constructions = ConstructionsOf(
        text, outline.sentences[readings[i].sentence], readings[i], counted[i]);
  }
  ReadBrackets(text, outline, readings, counted);
  ReadShares(readings, counted);
  ReadSums(readings, counted);
  ReadRuns(readings, counted);
  ReadChanges(readings, counted);
  return counted;
}

}  // namespace nianbao::extractor
