// Tells plans from what was done: 力争达到95%, and all of 下一步工作安排.
#ifndef NIANBAO_EXTRACTOR_FIGURES_PLANS_H_
#define NIANBAO_EXTRACTOR_FIGURES_PLANS_H_

#include "extractor/figures/figure_words.h"
#include "extractor/figures/lexicon.h"
#include "extractor/text/outline.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

// Follows the headings and openings of a text up to the current figure. For one
// thread. What it is made from must outlive it.
class PlanReader {
 public:
  // `report_year` is 0 when unknown.
  PlanReader(View text, const Outline& outline, int report_year,
             const Lexicon& lexicon)
      : text_(text),
        outline_(outline),
        report_year_(report_year),
        lexicon_(lexicon) {}

  // Each sentence in turn, whether it has figures or not.
  void EnterSentence(const OutlineSentence& sentence);

  // The section of a sentence with figures; -1 for none.
  void EnterSection(int section);

  // True when the figure is a plan. To be asked of each figure, in order: a
  // word that announces plans holds for what follows.
  bool IsTarget(const FigureWords& words);

  // The year that the plans of the section are for; 0 when it is not told.
  int plan_year() const { return plan_year_; }

 private:
  View text_;
  const Outline& outline_;
  const int report_year_;
  const Lexicon& lexicon_;

  // Index of the section entered last; none has -2.
  int section_ = -2;
  // A heading above speaks of plans.
  bool planned_ = false;
  // It speaks of problems, too.
  bool mixed_ = false;
  // A word that announces plans was read.
  bool announced_ = false;
  // The sentence has told what is done.
  bool done_ = false;
  int plan_year_ = 0;
  int paragraph_ = -1;
  // The paragraph has opened its plans: 下一步,….
  bool opened_ = false;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_PLANS_H_
