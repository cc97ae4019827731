// How a topic carries to figures that do not name it.
//
// These texts name a topic once and go on counting:
//     4.行政复议。收到申请214件,受理187件;审结163件,纠错率11.7%。
// 审结163件 is linked by the 行政复议 of the heading. So for each word it is
// noted where it was seen last, and a topic carries
//   - within the sentence best, then within the paragraph or section, if the
//     rule reaches so far; the score falls with the logarithm of the distance,
//     as one more comma matters more near by than far away;
//   - from a heading that is a label (信访), from the headings above for rules
//     that reach there;
//   - less, when a topic of another family was seen since; not at all, when
//     that topic opened the sentence or its part between semicolons.
//
// A text is read once, from the first sentence that may carry to a figure on;
// sentences out of reach of all figures are skipped.
#include "extractor/links/topic_memory.h"

#include <algorithm>
#include <cmath>

namespace nianbao::extractor {
namespace {

// All scores are fitted by hand on the annotated reports (tests/gold), on the
// scale of words_beside.cc, where a word of four characters right before the
// figure has 4.4.

// The score of a topic that stands before the clause, right at the figure, and
// what it loses each time that the distance doubles.
struct Carried {
  double at_figure;
  double fall;
};
constexpr Carried kWithinSentence = {2.6, 0.35};
constexpr Carried kWithinParagraph = {1.9, 0.25};
// Characters within which distance costs little: a clause or so.
constexpr double kNearDistance = 16.0;

// The score of a topic in a heading: that of a label (信访), and that of
// others, which falls with each heading further up.
constexpr double kInLabel = 1.5;
constexpr double kInHeading = 1.1;
constexpr double kFallPerHeading = 0.2;
// A heading of so many characters names the topic of all that follows.
constexpr size_t kLongestLabel = 8;

// What a carried topic loses when another one came between: enough that it only
// counts beside a strong action.
constexpr double kTopicChanged = 1.5;

// Words of two characters are not matched across the middle of one of four.
constexpr size_t kCompound = 4;
constexpr size_t kHalfOfCompound = 2;

}  // namespace

TopicMemory::TopicMemory(const LinkRules& rules, View text,
                         const Outline& outline)
    : rules_(rules),
      text_(text),
      outline_(outline),
      last_seen_(rules.words.size(), kNever) {}

void TopicMemory::MoveTo(const Reading& reading) {
  next_sentence_ = std::max(next_sentence_, FirstInReach(reading));
  while (next_sentence_ <= static_cast<size_t>(reading.sentence)) {
    EnterSentence(outline_.sentences[next_sentence_++]);
  }
  SeeUpTo(reading.figure.begin);
}

// The first sentence from which a topic can be carried to the figure: of its
// paragraph or innermost section, whichever begins first. What stands before
// need not be read.
size_t TopicMemory::FirstInReach(const Reading& reading) const {
  const auto& sentences = outline_.sentences;
  const OutlineSentence& own = sentences[reading.sentence];
  const size_t section =
      own.section < 0 ? own.begin : outline_.sections[own.section].begin;
  const auto end = sentences.begin() + reading.sentence;
  const auto first = std::partition_point(
      sentences.begin(), end, [&](const OutlineSentence& s) {
        return s.begin < section && s.paragraph < own.paragraph;
      });
  return static_cast<size_t>(first - sentences.begin());
}

void TopicMemory::EnterSentence(const OutlineSentence& sentence) {
  SeeUpTo(text_.size());
  hits_.clear();
  next_hit_ = 0;
  const View text = text_.substr(0, sentence.end);
  // 议案 is no word inside 复议案件, whose characters pair up otherwise.
  size_t last_compound = kNever;
  for (size_t i = sentence.begin; i < sentence.end; ++i) {
    const bool split = last_compound != kNever && i == last_compound + 1;
    rules_.trie.ForEachMatch(text, i, [&](size_t length, int word) {
      if (split && length == kHalfOfCompound) return;
      hits_.push_back({i, length, word});
      if (length == kCompound) last_compound = i;
    });
  }
  if (sentence.paragraph != paragraph_) {
    paragraph_ = sentence.paragraph;
    paragraph_begin_ = sentence.begin;
  }
  sentence_begin_ = sentence.begin;
  if (sentence.section != section_) EnterSection(sentence.section);
}

void TopicMemory::EnterSection(int section) {
  section_ = section;
  section_begin_ =
      section < 0 ? text_.size() : outline_.sections[section].begin;
  heading_words_.clear();
  label_ = section >= 0 && outline_.sections[section].end -
                                   outline_.sections[section].begin -
                                   outline_.sections[section].mark <=
                               kLongestLabel;
  int depth = 0;
  for (int s = section; s >= 0; s = outline_.sections[s].parent, ++depth) {
    const OutlineSection& heading = outline_.sections[s];
    const View text = text_.substr(0, heading.end);
    for (size_t i = heading.begin; i < heading.end; ++i) {
      // Where a word stands in several headings, the innermost counts.
      rules_.trie.ForEachMatch(text, i, [&](size_t, int word) {
        heading_words_.emplace(word, depth);
      });
    }
  }
}

// Notes the words of the sentence that end at `end` or before.
void TopicMemory::SeeUpTo(size_t end) {
  while (next_hit_ < hits_.size() &&
         hits_[next_hit_].begin + hits_[next_hit_].length <= end) {
    const WordHit& hit = hits_[next_hit_++];
    last_seen_[hit.word] = hit.begin;
    const int family = rules_.topic_family[hit.word];
    // 调解案件 in 行政调解案件 begins inside another topic.
    if (family >= 0 && hit.begin >= last_topic_.end) {
      last_topic_ = {hit.begin, hit.begin + hit.length, family};
    }
  }
}

double TopicMemory::CarriedScore(int word, const LinkRule& rule,
                                 const Reading& reading) const {
  double best = ScoreInText(word, rule, reading);
  const bool by_heading =
      rule.reach == v1::REACH_SECTION || rule.reach == v1::REACH_PARAGRAPH;
  if (label_ || by_heading) {
    best = std::max(best, ScoreInHeadings(word, rule.reach));
  }
  const size_t seen = last_seen_[word];
  if (best > 0 && seen != kNever && last_topic_.begin > seen &&
      last_topic_.family != rules_.families[rule.indicator] &&
      last_topic_.begin >= ContextBegin()) {
    // Another topic since; when it opened this sentence, or this part of it
    // between semicolons, it rules it.
    const size_t part = PartBegin(reading);
    if (seen < part && last_topic_.begin >= part) return 0;
    best -= kTopicChanged;
  }
  return std::max(best, 0.0);
}

// The score of a topic that was seen in the sentence, the paragraph or the
// section before the figure; 0 when it was not.
double TopicMemory::ScoreInText(int word, const LinkRule& rule,
                                const Reading& reading) const {
  const size_t seen = last_seen_[word];
  if (seen == kNever || IsPartOfExcluded(word, rule)) return 0;
  const double distance = std::log2(
      1.0 + static_cast<double>(reading.figure.begin - seen) / kNearDistance);
  if (seen >= sentence_begin_) {
    return kWithinSentence.at_figure - kWithinSentence.fall * distance;
  }
  if (rule.reach != v1::REACH_SENTENCE && seen >= ContextBegin()) {
    return kWithinParagraph.at_figure - kWithinParagraph.fall * distance;
  }
  return 0;
}

// The score of a topic that stands in a heading above the figure; 0 when none
// has it or the rule does not reach it.
double TopicMemory::ScoreInHeadings(int word, v1::Reach reach) const {
  const auto it = heading_words_.find(word);
  if (it == heading_words_.end()) return 0;
  const bool innermost = it->second == 0;
  if (innermost && label_) return kInLabel;
  const bool reaches =
      reach == v1::REACH_SECTION || (reach == v1::REACH_PARAGRAPH && innermost);
  return reaches ? kInHeading - kFallPerHeading * it->second : 0;
}

// 调解 in 行政调解 is no topic of a rule that excludes 行政调解.
bool TopicMemory::IsPartOfExcluded(int word, const LinkRule& rule) const {
  const size_t begin = last_seen_[word];
  return std::any_of(rule.excludes.begin(), rule.excludes.end(),
                     [&](int excluded) {
                       const size_t at = last_seen_[excluded];
                       return at != kNever && at <= begin &&
                              at + rules_.words[excluded].size() > begin;
                     });
}

// Where the part of the sentence begins, between semicolons, that the figure
// stands in.
size_t TopicMemory::PartBegin(const Reading& reading) const {
  const View before =
      text_.substr(sentence_begin_, reading.figure.begin - sentence_begin_);
  return sentence_begin_ + (before.rfind(u';') + 1);
}

}  // namespace nianbao::extractor
