// Tells of numbers that cannot be right by themselves: see checks.h for those
// that contradict others.
#ifndef NIANBAO_EXTRACTOR_CHECKS_NUMBER_CHECKS_H_
#define NIANBAO_EXTRACTOR_CHECKS_NUMBER_CHECKS_H_

#include <vector>

#include "extractor/figures/figure.h"
#include "extractor/text/normalize.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Adds IMPOSSIBLE_NUMBER for each of the numbers, which are in no observation:
// as printed, and the byte of the document's text that it begins at.
void CheckNumbers(const NormalizedText& text,
                  const std::vector<Figure>& impossible, v1::Report& report);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_CHECKS_NUMBER_CHECKS_H_
