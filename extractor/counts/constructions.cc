// The words of constructions are looked up once in the whole text; each figure
// then asks which of them stand where their construction wants them:
//
//     按领域分,治安类 5 件 (其中信函 2 件)
//     |kBefore| |kOwn|      |kPart|
//
// Cost: a look-up for each character near figures, and the words found within
// 80 characters for each figure.
#include "extractor/counts/constructions.h"

#include <algorithm>

#include "common/text/word_trie.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// How far back a construction is looked for.
constexpr size_t kWindow = 40;

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

}  // namespace

Constructions::Constructions(View text, const Outline& outline)
    : text_(text), outline_(outline) {}

std::span<const Constructions::Hit> Constructions::Within(size_t begin,
                                                          size_t end) {
  const WordTrie& trie = ConstructionTrie();
  for (read_ = std::max(read_, begin); read_ < end; ++read_) {
    trie.ForEachMatch(text_, read_, [&](size_t length, int number) {
      hits_.push_back({read_, length, number});
    });
  }
  const auto before = [](const Hit& hit, size_t at) { return hit.begin < at; };
  const auto first =
      std::lower_bound(hits_.begin(), hits_.end(), begin, before);
  return {first, std::lower_bound(first, hits_.end(), end, before)};
}

uint16_t Constructions::Of(const Reading& reading, const Counted& counted) {
  const Surroundings around =
      SurroundingsOf(text_, outline_.sentences[reading.sentence], reading);
  uint16_t found = 0;
  for (const Hit& hit :
       Within(std::min(around.before, around.part), around.right)) {
    const ConstructionWord& word = kConstructionWords[hit.number];
    const bool in_figure =
        hit.begin >= reading.figure.begin && hit.begin < around.figure_end;
    if (!in_figure && hit.begin + hit.length <= around.right &&
        around.Reaches(word.reach, hit.begin)) {
      found |= word.construction;
    }
  }
  if (reading.figure.begin > 0 && text_[reading.figure.begin - 1] == u':') {
    found |= kLabelled;
  }
  const View noun =
      text_.substr(counted.left_begin, counted.left_end - counted.left_begin);
  if (EndsWithAny(noun, {u"类", u"领域", u"方面", u"类案件"})) {
    found |= kKindOf;
  }
  return found;
}

}  // namespace nianbao::extractor
