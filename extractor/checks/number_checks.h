// Tells of numbers that cannot be right by themselves: see checks.h for those
// that contradict others.
#ifndef NIANBAO_EXTRACTOR_CHECKS_NUMBER_CHECKS_H_
#define NIANBAO_EXTRACTOR_CHECKS_NUMBER_CHECKS_H_

#include <vector>

#include "extractor/figures/figure.h"
#include "extractor/figures/reading.h"
#include "extractor/tables/table_sentences.h"
#include "extractor/text/normalize.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Adds IMPOSSIBLE_NUMBER for each of the numbers, which are in no observation:
// as printed, and the byte of the document's text that it begins at.
void CheckNumbers(const NormalizedText& text,
                  const std::vector<Figure>& impossible, v1::Report& report);

// Adds UNIT_MISSING, once, where numbers of tables are in no observation:
// neither the cell nor its headers nor the table say their unit. Tables without
// any unit (`unitless`) are spoken of where the document has no observation at
// all. `readings` are in the order of the text.
void CheckTableNumbers(const NormalizedText& text,
                       const UnitlessNumbers& unitless,
                       const std::vector<Reading>& readings,
                       v1::Report& report);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_CHECKS_NUMBER_CHECKS_H_
