#include "extractor/links/character_pairs.h"

#include <algorithm>

#include "extractor/text/number.h"

namespace nianbao::extractor {
namespace {

// Characters of which pairs are taken: at the end of the own words, at the
// begin of the noun on the right, in the clause before, and in the heading.
constexpr size_t kLeftPairs = 12;
constexpr size_t kRightPairs = 6;
constexpr size_t kClausePairs = 8;
constexpr size_t kHeadingPairs = 10;
// A longer heading is a sentence.
constexpr size_t kLongestHeading = 30;
uint32_t PairOf(PairTag tag, char16_t a, char16_t b) {
  const auto plain = [](char16_t c) -> uint32_t {
    return IsDigit(c) ? u'0' : c;
  };
  return (tag * 0x9E3779B1u) ^ (plain(a) << 16 | plain(b));
}

}  // namespace

void CharacterPairs::Collect(View text, const Outline& outline,
                             const Reading& reading, const Counted& counted) {
  own.clear();
  of_none.clear();
  const size_t left_begin =
      std::max(counted.left_begin,
               counted.left_end - std::min(counted.left_end, kLeftPairs));
  const auto add = [&](PairTag tag, size_t begin, size_t end,
                       std::vector<uint32_t>& pairs) {
    for (size_t i = begin; i + 1 < end; ++i) {
      pairs.push_back(PairOf(tag, text[i], text[i + 1]));
    }
  };
  add(kLeftTag, left_begin, counted.left_end, own);
  if (counted.left_end > left_begin) {
    own.push_back(
        PairOf(kEdgeTag, text[left_begin], left_begin == counted.left_begin));
  }
  if (counted.left_end >= counted.left_begin + 2) {
    own.push_back(PairOf(kHeadTag, text[counted.left_end - 2],
                         text[counted.left_end - 1]));
  }
  if (counted.left_end >= counted.left_begin + 3) {
    own.push_back(PairOf(kTripleTag, text[counted.left_end - 2],
                         text[counted.left_end - 1]) *
                      31 +
                  text[counted.left_end - 3]);
  }
  if (counted.left_end >= counted.left_begin + 2) {
    own.push_back(PairOf(kFirstTag, text[counted.left_begin],
                         text[counted.left_begin + 1]));
  }
  add(kRightTag, counted.right_begin,
      std::min(counted.right_end, counted.right_begin + kRightPairs), own);
  if (counted.right_end >= counted.right_begin + 2) {
    own.push_back(PairOf(kHeadTag, text[counted.right_end - 1],
                         text[counted.right_end - 2]));
  }
  const OutlineSentence& sentence = outline.sentences[reading.sentence];
  const int section = sentence.section;
  if (section >= 0) {
    const OutlineSection& heading = outline.sections[section];
    const size_t begin = heading.begin + heading.mark;
    if (heading.end <= begin + kLongestHeading) {
      add(kHeadingTag, begin, std::min(heading.end, begin + kHeadingPairs),
          own);
    }
  }
  of_none = own;
  const size_t left = reading.left;
  const size_t clause =
      std::max(sentence.begin, left - std::min(left, kClausePairs));
  if (clause < left) add(kClauseTag, clause, left, of_none);
}

std::optional<PairWords> FindPair(uint32_t pair, View words) {
  const auto found = [&](PairTag tag, size_t begin, size_t length) {
    return PairWords{tag, std::u16string(words.substr(begin, length))};
  };
  for (size_t i = 0; i < words.size(); ++i) {
    const char16_t a = words[i], b = At(words, i + 1), c = At(words, i + 2);
    if (pair == PairOf(kEdgeTag, a, 0) || pair == PairOf(kEdgeTag, a, 1)) {
      return found(kEdgeTag, i, 1);
    }
    for (const PairTag tag :
         {kLeftTag, kHeadTag, kRightTag, kClauseTag, kHeadingTag, kFirstTag}) {
      if (pair == PairOf(tag, a, b)) return found(tag, i, 2);
    }
    // The end of the noun on the right is read backwards.
    if (pair == PairOf(kHeadTag, b, a)) return found(kHeadTag, i, 2);
    if (pair == PairOf(kTripleTag, b, c) * 31 + a) {
      return found(kTripleTag, i, 3);
    }
  }
  return std::nullopt;
}

}  // namespace nianbao::extractor
