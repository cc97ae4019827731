// What a text has said before a figure: the words seen, and the headings above.
#ifndef NIANBAO_EXTRACTOR_LINKS_TOPIC_MEMORY_H_
#define NIANBAO_EXTRACTOR_LINKS_TOPIC_MEMORY_H_

#include <cstddef>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "extractor/figures/reading.h"
#include "extractor/links/link_rules.h"
#include "extractor/text/outline.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// A word of the rules that stands in a text.
struct WordHit {
  size_t begin;
  size_t length;
  // Its number in the rules.
  int word;
};

// Follows a text up to the current figure. For one thread; what it is made from
// must outlive it. All figures of a text together cost one pass over it, and
// each question a look into an array or two.
class TopicMemory {
 public:
  static constexpr size_t kNever = static_cast<size_t>(-1);

  TopicMemory(const LinkRules& rules, View text, const Outline& outline);

  // Moves on to a figure, which is not before the last one: reads the sentences
  // up to it and notes the words that end before it.
  void MoveTo(const Reading& reading);

  // Words of the figure's whole sentence, in order of their begins.
  const std::vector<WordHit>& hits() const { return hits_; }

  // The word was seen in the figure's sentence, before it.
  bool SeenInSentence(int word) const {
    return last_seen_[word] != kNever && last_seen_[word] >= sentence_begin_;
  }

  // The word was seen in the figure's paragraph or stands in a heading above.
  bool SeenNearby(int word) const {
    return heading_words_.contains(word) ||
           (last_seen_[word] != kNever && last_seen_[word] >= paragraph_begin_);
  }

  // Where the word was seen last before the figure; kNever for nowhere.
  size_t SeenAt(int word) const { return last_seen_[word]; }
  // How many headings up from the innermost one the word stands; -1 for in
  // none.
  int HeadingDepth(int word) const {
    const auto it = heading_words_.find(word);
    return it == heading_words_.end() ? -1 : it->second;
  }
  size_t sentence_begin() const { return sentence_begin_; }
  // Where what may carry to the figure begins: its paragraph or section,
  // whichever begins first.
  size_t ContextBegin() const {
    return paragraph_begin_ < section_begin_ ? paragraph_begin_
                                             : section_begin_;
  }
  // The family of the last word seen that is a topic of one family alone; -1
  // before the first.
  int last_family() const { return last_topic_.family; }

  // The score of a topic of the rule that stands before the figure's clause, as
  // far as it carries to the figure; 0 when it does not. See the source for
  // what it is made of.
  double CarriedScore(int word, const LinkRule& rule,
                      const Reading& reading) const;

 private:
  // A word that is a topic of one family of indicators alone.
  struct Topic {
    size_t begin = 0;
    size_t end = 0;
    int family = -1;
  };

  size_t FirstInReach(const Reading& reading) const;
  void EnterSentence(const OutlineSentence& sentence);
  void EnterSection(int section);
  void SeeUpTo(size_t end);
  double ScoreInText(int word, const LinkRule& rule,
                     const Reading& reading) const;
  double ScoreInHeadings(int word, v1::Reach reach) const;
  bool IsPartOfExcluded(int word, const LinkRule& rule) const;
  size_t PartBegin(const Reading& reading) const;

  const LinkRules& rules_;
  const View text_;
  const Outline& outline_;

  size_t next_sentence_ = 0;
  std::vector<WordHit> hits_;
  // The first hit that is not seen yet.
  size_t next_hit_ = 0;
  size_t sentence_begin_ = 0;
  size_t paragraph_begin_ = 0;
  int paragraph_ = -1;
  // The innermost section; -2 before the first sentence.
  int section_ = -2;
  size_t section_begin_ = 0;
  // The words of the headings above, and how many headings up each stands.
  absl::flat_hash_map<int, int> heading_words_;
  // The innermost heading is a label: 4.信访。
  bool label_ = false;
  Topic last_topic_;
  // For each word, where it was seen last before the current figure.
  std::vector<size_t> last_seen_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_TOPIC_MEMORY_H_
