// Rows of `nianbao distribution`.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_DISTRIBUTION_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_DISTRIBUTION_ROWS_H_

#include <string>
#include <vector>

#include "client/output/rows/row_kind.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

// A character for each bin, as high as its count: "▁█▃·▁"; "·" for an empty
// one.
std::string Bars(const v1::Distribution& distribution);

// With `each_bin` rows are of one bin each, whose ends and count are columns in
// the place of the histogram's.
RowKind<v1::Distribution> DistributionRows(bool each_bin = false);

// `distributions` with a row for each bin of each; those without bins are left
// out.
std::vector<v1::Distribution> SplitBins(
    const google::protobuf::RepeatedPtrField<v1::Distribution>& distributions);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_DISTRIBUTION_ROWS_H_
