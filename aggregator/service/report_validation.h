// What a report must be before it is stored.
#ifndef NIANBAO_AGGREGATOR_SERVICE_REPORT_VALIDATION_H_
#define NIANBAO_AGGREGATOR_SERVICE_REPORT_VALIDATION_H_

#include "absl/status/status.h"
#include "common/domain/report_limits.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// Limits of a stored report besides those of common/domain/report_limits.h.
inline constexpr size_t kMaxSourceUriBytes = 8192;
inline constexpr int kMinYear = 1949;
inline constexpr int kMaxYear = 2100;
// The greatest value, on either side of zero: a hundred times the output of the
// country in 元, while sums of many keep their digits.
inline constexpr double kMaxValue = 1e18;

// INVALID_ARGUMENT with BadRequest on the first field that is wrong, such as
// report.observations[3].evidence.span.end. Years may be 0 for unknown; an
// indicator need not be in the catalogue, but its name must be well formed.
absl::Status ValidateReport(const v1::Report& report);

// The same for what a report says of itself as a whole, which people correct:
// year, type, publish_date and issuer; the rest of it is not looked at.
absl::Status ValidateCorrected(const v1::Report& report);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_REPORT_VALIDATION_H_
