// The words before a figure, as the steps that read it ask for them.
#ifndef NIANBAO_EXTRACTOR_FIGURES_FIGURE_WORDS_H_
#define NIANBAO_EXTRACTOR_FIGURES_FIGURE_WORDS_H_

#include <algorithm>
#include <cstddef>

#include "extractor/figures/lexicon.h"
#include "extractor/figures/reading.h"
#include "extractor/text/utf16.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {

// Characters of a clause before a figure that are looked through: enough for
// the comparison at its begin, and a bound where commas are missing.
inline constexpr size_t kClauseReach = 64;

inline bool IsClauseEnd(char16_t c) { return IsOneOf(c, u",;:。!?\n"); }

// The words between the figure before, or the begin of its clause, and the
// figure.
inline View LeftOf(View text, const Reading& r) {
  return text.substr(r.left, r.figure.begin - r.left);
}

// A figure that is being read, beside those before it in its sentence. A view:
// what it is made from must outlive it.
struct FigureWords {
  View text;
  const Reading& reading;
  // The reading just before in the same sentence; null for the first.
  const Reading* previous = nullptr;
  size_t sentence_begin = 0;

  View Left() const { return LeftOf(text, reading); }

  // The clause before the figure, as far as it matters.
  View ClauseBefore() const {
    const size_t begin = reading.figure.begin;
    const size_t n = std::min(begin - reading.clause_begin, kClauseReach);
    return text.substr(begin - n, n);
  }

  // Where the words begin that no earlier figure of the sentence has.
  size_t SinceBegin() const {
    return previous != nullptr ? previous->figure.end : sentence_begin;
  }
  View Since() const {
    return text.substr(SinceBegin(), reading.figure.begin - SinceBegin());
  }
};

// 由9人发展到15人: the figure is where a change starts from.
bool IsStart(const FigureWords& words, const Lexicon& lexicon);

// 结转下年度1件: was so at the end of this year, although it names the next.
inline bool CarriesOver(View words) {
  return ContainsAny(words, {u"结转下", u"结转至下", u"结转到下"});
}

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_FIGURE_WORDS_H_
