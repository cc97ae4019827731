// The year that a figure is of: 2019年受理30件, 上年为25件, 力争2025年达到95%.
#ifndef NIANBAO_EXTRACTOR_FIGURES_YEARS_H_
#define NIANBAO_EXTRACTOR_FIGURES_YEARS_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "extractor/figures/figure_words.h"
#include "extractor/figures/lexicon.h"
#include "extractor/figures/reading.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// Follows the years that a text names, up to the current figure. For one
// thread.
class YearReader {
 public:
  // `reporter.year` is 0 when unknown. The lexicon must outlive the reader.
  YearReader(const Reporter& reporter, const Lexicon& lexicon)
      : report_year_(reporter.year),
        told_year_(reporter.told_year),
        lexicon_(lexicon) {}

  // Sets the year of the reading, whose words `words` are and whose kind is
  // set. A level of a later year than the report's becomes a target.
  // `plan_year` is that of the plans around it, 0 when unknown. To be called
  // for each figure, in order.
  void SetYear(const FigureWords& words, int plan_year, Reading& reading);

 private:
  void NameYear(const FigureWords& words);
  void NameYearByToday(const FigureWords& words, size_t from);
  void NameListedYears(const FigureWords& words);
  std::optional<int> YearsBefore(const FigureWords& words) const;
  bool SpeaksOfToday(const FigureWords& words) const;
  std::optional<int> BaseOfWords(const FigureWords& words) const;
  std::optional<int> ComparedYear(const FigureWords& words) const;
  int TargetYear(int plan_year) const;

  const int report_year_;
  const int told_year_;
  const Lexicon& lexicon_;
  // In the current sentence, up to the current figure: the last year named,
  // that outside of the brackets that are open, whether a day of it was named,
  // and whether the next year was (明年).
  std::optional<int> named_;
  std::optional<int> outside_;
  bool day_ = false;
  // It holds up to the next semicolon: it is named by 去年 or the like, or is
  // not the report's own.
  bool named_for_part_ = false;
  // The first of a stretch of years that was named last; 0 for none.
  int range_first_ = 0;
  bool next_year_ = false;
  // Years that a list of figures is distributed over, and which is next.
  std::vector<int> listed_years_;
  size_t next_listed_ = 0;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_YEARS_H_
