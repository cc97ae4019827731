// From a row of statistics back to its observations.
#ifndef NIANBAO_AGGREGATOR_SERVICE_ROW_OBSERVATIONS_H_
#define NIANBAO_AGGREGATOR_SERVICE_ROW_OBSERVATIONS_H_

#include "aggregator/question/compile.h"
#include "aggregator/store/store.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// The observations behind a row; of a derived indicator those of what it is
// computed from. `store` must outlive the cursor.
Store::Rows<v1::QueryObservationsResponse> QueryRowObservations(
    Store& store, const RowObservationsQuestion& question);

// Answers either question about observations.
Store::Rows<v1::QueryObservationsResponse> QueryAnyObservations(
    Store& store, const AnyObservationQuestion& question);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_ROW_OBSERVATIONS_H_
