// How large a report may be.
#ifndef NIANBAO_EXTRACTOR_REPORT_LIMITS_H_
#define NIANBAO_EXTRACTOR_REPORT_LIMITS_H_

#include "absl/status/status.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// INVALID_ARGUMENT on document.content, which names the limit, where the report
// has more observations, sections, diagnostics or bytes than the aggregator
// takes (common/domain/report_limits.h): no document has so many but a broken
// one, and a part of its figures would pass for all.
absl::Status CheckLimits(const v1::Report& report);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_REPORT_LIMITS_H_
