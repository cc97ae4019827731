// Rows of `nianbao rank`.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_RANK_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_RANK_ROWS_H_

#include "client/output/rows/row_kind.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

// `compare_year` as in the request; 0 for none.
RowKind<v1::RankedDivision> RankRows(int compare_year);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_RANK_ROWS_H_
