// Rows of `nianbao indicators` and `nianbao divisions`.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_CATALOGUE_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_CATALOGUE_ROWS_H_

#include <vector>

#include "client/output/rows/row_kind.h"
#include "nianbao/v1/division.pb.h"
#include "nianbao/v1/indicator.pb.h"

namespace nianbao::client {

std::vector<RowColumn<v1::Indicator>> IndicatorColumns();
std::vector<RowColumn<v1::Division>> DivisionColumns();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_CATALOGUE_ROWS_H_
