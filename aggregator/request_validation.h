// What queries must be before a store sees them.
#ifndef NIANBAO_AGGREGATOR_REQUEST_VALIDATION_H_
#define NIANBAO_AGGREGATOR_REQUEST_VALIDATION_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/catalogue.h"
#include "common/gazetteer.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao {

// Limits of a query.
inline constexpr int kMaxIndicatorPatterns = 500;
inline constexpr int kMaxDimensions = 6;
inline constexpr int kMaxProbabilities = 100;

// All of these answer INVALID_ARGUMENT with BadRequest on the first field that
// is wrong.

// Null when `name` is empty.
absl::StatusOr<const DivisionEntry*> ParseDivision(absl::string_view field,
                                                   absl::string_view name);

absl::Status ValidateLevel(absl::string_view field, int level);

// Patterns must match something in the catalogue.
absl::Status ValidateSelection(const Catalogue& catalogue,
                               const v1::Selection& selection);

absl::Status ValidateStatisticsRequest(
    const Catalogue& catalogue, const v1::QueryStatisticsRequest& request);

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_REQUEST_VALIDATION_H_
