// Rows of `nianbao distribution`.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_DISTRIBUTION_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_DISTRIBUTION_ROWS_H_

#include <string>

#include "client/output/rows/row_kind.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

// A character for each bin, as high as its count: "▁█▃·▁"; "·" for an empty
// one.
std::string Bars(const v1::Distribution& distribution);

RowKind<v1::Distribution> DistributionRows();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_DISTRIBUTION_ROWS_H_
