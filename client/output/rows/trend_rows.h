// Rows of `nianbao trends`.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_TREND_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_TREND_ROWS_H_

#include "client/output/rows/rows.h"

namespace nianbao {

RowView<v1::Trend> TrendView();

}  // namespace nianbao

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_TREND_ROWS_H_
