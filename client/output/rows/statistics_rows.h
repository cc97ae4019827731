// Rows of `nianbao stats` and `nianbao watch`.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_STATISTICS_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_STATISTICS_ROWS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "client/output/rows/row_kind.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

// With a column for each of `quantiles`, probabilities in [0, 1], and for the
// statistics that rows have only when `order_by`, as the query has it, names
// them.
RowKind<v1::Statistics> StatisticsRows(const std::vector<double>& quantiles,
                                       absl::string_view order_by = "");

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_STATISTICS_ROWS_H_
