// Rows of `nianbao trends`.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_TREND_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_TREND_ROWS_H_

#include "client/output/rows/row_kind.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

RowKind<v1::Trend> TrendRows();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_TREND_ROWS_H_
