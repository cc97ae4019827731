// Whom a figure speaks of: the issuer, another body, or some bodies alone; and
// whether of a part of what another counts.
#ifndef NIANBAO_EXTRACTOR_FIGURES_SCOPE_H_
#define NIANBAO_EXTRACTOR_FIGURES_SCOPE_H_

#include "extractor/figures/figure_words.h"
#include "extractor/figures/lexicon.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// SCOPE_OTHER for 全国平均93% and, unless a province reports, for 全省93%; else
// SCOPE_ISSUER.
v1::Scope ScopeOf(const FigureWords& words, bool is_province,
                  const Lexicon& lexicon);

// True when the figure speaks of some bodies alone: 一些县区败诉率超过15%,
// 4个部门 出庭率不足80%.
bool SpeaksOfSome(const FigureWords& words, const Lexicon& lexicon);

// True when 其中, or another of the lexicon's `part` words, stands before the
// figure, or before another part that it goes on from: of
// 其中行政处罚92件、信息公开31件 both are parts. A semicolon ends the parts.
bool IsPartOfWhole(const FigureWords& words, const Lexicon& lexicon);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_SCOPE_H_
