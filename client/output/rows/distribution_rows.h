// Rows of `nianbao distribution`.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_DISTRIBUTION_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_DISTRIBUTION_ROWS_H_

#include <string>

#include "client/output/rows/rows.h"

namespace nianbao::client {

// A character for each bin, as high as its count: "▁█▃·▁"; "·" for an empty
// one.
std::string Bars(const v1::Distribution& distribution);

RowView<v1::Distribution> DistributionView();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_DISTRIBUTION_ROWS_H_
