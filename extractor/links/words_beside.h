// The words that stand beside a figure, in its clause, and how much each says
// of it.
#ifndef NIANBAO_EXTRACTOR_LINKS_WORDS_BESIDE_H_
#define NIANBAO_EXTRACTOR_LINKS_WORDS_BESIDE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extractor/figures/reading.h"
#include "extractor/links/link_rules.h"
#include "extractor/links/topic_memory.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// Where a word stands beside a figure.
struct BesideWord {
  double score = 0;
  // One of the figure's own words, not of a clause it shares.
  bool own = false;
  size_t begin = 0;
  size_t length = 0;
  // In a later item of a list: 食品类案件18件、知识产权案件4件.
  bool apart = false;

  bool Overlaps(const BesideWord& other) const {
    return begin < other.begin + other.length && other.begin < begin + length;
  }
};

// Holds the words beside the current figure. For one thread; what it is made
// from must outlive it. A figure costs the words of its clause and the rules
// that they speak for.
class WordsBeside {
 public:
  WordsBeside(const LinkRules& rules, View text,
              const std::vector<Reading>& readings);

  // Moves on to a figure; `hits` are the words of its sentence.
  void MoveTo(size_t figure, const std::vector<WordHit>& hits);

  // The best place of the word beside the figure; null when it stands nowhere.
  // Valid until the next move.
  const BesideWord* Find(int word) const {
    return stamps_[word] == stamp_ ? &beside_[word] : nullptr;
  }

  // The rules that a word beside the figure may speak for, ascending, once
  // each.
  const std::vector<int>& candidates() const { return candidates_; }

  // 培训6期、1,180人次: the figure says nothing of its own and is in another
  // unit than the one just before it, so that it is a second measure of the
  // same.
  bool SharesWords(size_t figure) const;

 private:
  void PlaceShorthand(const Reading& reading);
  void Place(int word, const BesideWord& place);

  const LinkRules& rules_;
  const View text_;
  const std::vector<Reading>& readings_;

  // For each word; those of the current stamp are beside the current figure, so
  // that nothing need be cleared.
  std::vector<BesideWord> beside_;
  std::vector<uint32_t> stamps_;
  uint32_t stamp_ = 0;
  std::vector<int> candidates_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_WORDS_BESIDE_H_
