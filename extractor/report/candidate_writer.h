// Writes why figures were linked as they were.
#ifndef NIANBAO_EXTRACTOR_REPORT_CANDIDATE_WRITER_H_
#define NIANBAO_EXTRACTOR_REPORT_CANDIDATE_WRITER_H_

#include <vector>

#include "common/domain/catalogue.h"
#include "extractor/explanations/explainer.h"
#include "extractor/figures/reading.h"
#include "extractor/text/outline.h"
#include "extractor/text/utf16.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Sets Observation.candidates of the report, whose observations were written
// from `readings` of `text` and linked by `explainer`. Those of figures that
// would make it larger than kMaxReportBytes (common/domain/report_limits.h) are
// left out, and so are those after them.
void WriteCandidates(View text, const Outline& outline,
                     const std::vector<Reading>& readings,
                     const Explainer& explainer, const Catalogue& catalogue,
                     v1::Report& report);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_REPORT_CANDIDATE_WRITER_H_
