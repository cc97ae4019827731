// Chooses the observations that stand for a report in statistics.
#ifndef NIANBAO_EXTRACTOR_REPORT_HEADLINE_H_
#define NIANBAO_EXTRACTOR_REPORT_HEADLINE_H_

#include <vector>

#include "extractor/figures/reading.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Sets Observation.headline on one observation for each indicator, year and
// kind: of several counts or amounts the largest, which is the total where
// parts are printed beside it; of several rates, and of equals, the first.
// Observations about other bodies or some bodies alone, those whose link has a
// confidence below 0.65, those that another has taken the place of, and parts
// of a total of the same indicator (Observation.relation) are never chosen.
// `readings` are the observations'.
void SelectHeadlines(const std::vector<Reading>& readings, v1::Report& report);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_REPORT_HEADLINE_H_
