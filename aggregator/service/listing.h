// Answers to the methods that list things and get them by name, apart from how
// they are called.
#ifndef NIANBAO_AGGREGATOR_SERVICE_LISTING_H_
#define NIANBAO_AGGREGATOR_SERVICE_LISTING_H_

#include "absl/status/status.h"
#include "aggregator/store/store.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// All fill `response`; INVALID_ARGUMENT with BadRequest on the field that is
// wrong, NOT_FOUND with ResourceInfo for a name that nothing has.

absl::Status GetReport(Store& store, const v1::GetReportRequest& request,
                       v1::GetReportResponse& response);

absl::Status BatchGetReports(Store& store,
                             const v1::BatchGetReportsRequest& request,
                             v1::BatchGetReportsResponse& response);

absl::Status ListReports(Store& store, const v1::ListReportsRequest& request,
                         v1::ListReportsResponse& response);

absl::Status GetIndicator(const Catalogue& catalogue,
                          const v1::GetIndicatorRequest& request,
                          v1::GetIndicatorResponse& response);

absl::Status ListIndicators(const Catalogue& catalogue,
                            const v1::ListIndicatorsRequest& request,
                            v1::ListIndicatorsResponse& response);

absl::Status GetDivision(const v1::GetDivisionRequest& request,
                         v1::GetDivisionResponse& response);

absl::Status ListDivisions(const v1::ListDivisionsRequest& request,
                           v1::ListDivisionsResponse& response);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_LISTING_H_
