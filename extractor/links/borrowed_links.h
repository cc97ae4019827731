// Links that figures take from others before them, which say what they count.
#ifndef NIANBAO_EXTRACTOR_LINKS_BORROWED_LINKS_H_
#define NIANBAO_EXTRACTOR_LINKS_BORROWED_LINKS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/figures/lexicon.h"
#include "extractor/figures/reading.h"
#include "extractor/links/link.h"
#include "extractor/text/outline.h"

namespace nianbao::extractor {

// Answers of which earlier figure another one speaks. For one thread. All that
// it is made from must outlive it; `units` are those of the indicators, and
// `links` those of the figures before the one asked for.
class BorrowedLinks {
 public:
  BorrowedLinks(std::u16string_view text, const Outline& outline,
                const std::vector<Reading>& readings, const Lexicon& lexicon,
                const std::vector<std::u16string>& units,
                const std::vector<Link>& links)
      : text_(text),
        outline_(outline),
        readings_(readings),
        lexicon_(lexicon),
        units_(units),
        links_(links) {}

  // A change without a name of its own is that of a figure before it: the one
  // that its unit names (人次下降6%), the one just before, or of as many as
  // there are changes (分别增长3%、5%).
  Link OfWhatChanged(size_t i) const;

  // 总数突破1.8万户,达到18495户: a figure without a name says the one before it
  // again when it is in the same unit.
  Link OfSame(size_t i) const;

  // A part of a figure is not the whole again: true when one that it may be a
  // part of has `indicator`. Looks at a bounded number of figures.
  bool RepeatsWhole(size_t i, int indicator) const;

 private:
  // The figure before that the change is of; `i` for none. It may be in another
  // sentence, and then it is not.
  size_t FigureThatChanged(size_t i) const;

  // The figure before, in the same sentence, whose unit stands before the
  // change; `i` for none.
  size_t FigureInNamedUnit(size_t i) const;

  const std::u16string_view text_;
  const Outline& outline_;
  const std::vector<Reading>& readings_;
  const Lexicon& lexicon_;
  const std::vector<std::u16string>& units_;
  const std::vector<Link>& links_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_LINKS_BORROWED_LINKS_H_
