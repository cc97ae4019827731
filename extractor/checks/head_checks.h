// Finds contradictions in what a report says of itself: see checks.h for its
// figures.
#ifndef NIANBAO_EXTRACTOR_CHECKS_HEAD_CHECKS_H_
#define NIANBAO_EXTRACTOR_CHECKS_HEAD_CHECKS_H_

#include <vector>

#include "extractor/head/hints.h"
#include "extractor/head/report_head.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Adds YEAR_CONFLICT where the title names another year than the opening (one
// of them was left over from another report), with the title's as `printed`,
// and HINT_CONFLICT for each field that the text gives otherwise than the
// caller. Adds ISSUER_DOUBT where the text speaks for several divisions alike
// and the report was given none of them. `read` is the head as the text has it.
void CheckHead(const ReportHead& read,
               const std::vector<HintConflict>& conflicts, v1::Report& report);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_CHECKS_HEAD_CHECKS_H_
