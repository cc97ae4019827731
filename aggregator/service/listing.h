// Answers to the List methods, apart from how they are called.
#ifndef NIANBAO_AGGREGATOR_SERVICE_LISTING_H_
#define NIANBAO_AGGREGATOR_SERVICE_LISTING_H_

#include "absl/status/status.h"
#include "aggregator/store/store.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// All fill `response`; INVALID_ARGUMENT with BadRequest on the field that is
// wrong.

absl::Status ListReports(Store& store, const v1::ListReportsRequest& request,
                         v1::ListReportsResponse& response);

absl::Status ListIndicators(const Catalogue& catalogue,
                            const v1::ListIndicatorsRequest& request,
                            v1::ListIndicatorsResponse& response);

absl::Status ListDivisions(const v1::ListDivisionsRequest& request,
                           v1::ListDivisionsResponse& response);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_LISTING_H_
