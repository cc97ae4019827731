// How single observations are written, wherever rows speak of them.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_OBSERVATION_CELLS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_OBSERVATION_CELLS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "client/output/formats/cell.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

// "≈450,000": the value with a sign for how exact it is.
Cell QuantityCell(const v1::Quantity& quantity);

// "110108-2020-3f6a91c2#4" of "reports/110108-2020-3f6a91c2" and the index of
// an observation; empty when `report` is.
std::string ObservationLabel(absl::string_view report, int index);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_OBSERVATION_CELLS_H_
