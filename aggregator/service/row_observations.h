// From a row of statistics back to its observations.
#ifndef NIANBAO_AGGREGATOR_SERVICE_ROW_OBSERVATIONS_H_
#define NIANBAO_AGGREGATOR_SERVICE_ROW_OBSERVATIONS_H_

#include "aggregator/store/store.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// The observations behind the row whose selection_token the request has; of a
// derived indicator those of what it is computed from. INVALID_ARGUMENT with
// BadRequest on selection_token when it is none. `store` must outlive the
// cursor.
Store::Rows<v1::QueryObservationsResponse> QueryRowObservations(
    Store& store, const Catalogue& catalogue,
    const v1::QueryObservationsRequest& request);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_ROW_OBSERVATIONS_H_
