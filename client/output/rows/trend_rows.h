// Rows of `nianbao trends`.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_TREND_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_TREND_ROWS_H_

#include "client/output/rows/rows.h"

namespace nianbao::client {

RowView<v1::Trend> TrendView();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_TREND_ROWS_H_
