// Rows of `nianbao correlate`.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_CORRELATION_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_CORRELATION_ROWS_H_

#include "client/output/rows/rows.h"

namespace nianbao::client {

RowView<v1::Correlation> CorrelationView();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_CORRELATION_ROWS_H_
