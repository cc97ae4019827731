// Rows of `nianbao observations`.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_OBSERVATION_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_OBSERVATION_ROWS_H_

#include "client/output/rows/row_kind.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {

RowKind<v1::QueryObservationsResponse> ObservationRows();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_OBSERVATION_ROWS_H_
