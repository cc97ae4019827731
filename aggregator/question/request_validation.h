// What queries must be before a store sees them.
#ifndef NIANBAO_AGGREGATOR_QUESTION_REQUEST_VALIDATION_H_
#define NIANBAO_AGGREGATOR_QUESTION_REQUEST_VALIDATION_H_

#include "absl/status/status.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// Limits of a query, besides those of its selection.
inline constexpr int kMaxDimensions = 6;
inline constexpr int kMaxProbabilities = 100;
inline constexpr int kMaxRankedDivisions = 1000;
inline constexpr int kMaxBins = 1000;
inline constexpr int kMaxEdges = kMaxBins + 1;

// All of these answer INVALID_ARGUMENT with BadRequest on the first field that
// is wrong.

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::QueryStatisticsRequest& request);

// The token is left to whoever reads it.
absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::QueryObservationsRequest& request);

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::RankDivisionsRequest& request);

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::QueryTrendsRequest& request);

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::QueryDistributionsRequest& request);

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::QueryCorrelationsRequest& request);

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::WatchStatisticsRequest& request);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_REQUEST_VALIDATION_H_
