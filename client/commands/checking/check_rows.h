// Rows of `nianbao checks`.
#ifndef NIANBAO_CLIENT_COMMANDS_CHECKING_CHECK_ROWS_H_
#define NIANBAO_CLIENT_COMMANDS_CHECKING_CHECK_ROWS_H_

#include <vector>

#include "client/output/rows/row_kind.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {

std::vector<RowColumn<v1::Check>> CheckColumns();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_CHECKING_CHECK_ROWS_H_
