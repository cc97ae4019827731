// Rows of `nianbao rank`.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_RANK_ROWS_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_RANK_ROWS_H_

#include "client/output/rows/rows.h"

namespace nianbao::client {

// `compare_year` as in the request; 0 for none.
RowView<v1::RankedDivision> RankView(int compare_year);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_RANK_ROWS_H_
