// Rows of `nianbao compare`.
#ifndef NIANBAO_CLIENT_COMMANDS_COMPARING_COMPARISON_ROWS_H_
#define NIANBAO_CLIENT_COMMANDS_COMPARING_COMPARISON_ROWS_H_

#include <vector>

#include "client/commands/comparing/comparison.h"
#include "client/output/rows/row_kind.h"
#include "google/protobuf/struct.pb.h"
#include "nianbao/v1/division.pb.h"

namespace nianbao::client {

// With a column for each of `divisions`, headed by its name, or by its name in
// full where another one is called the same; `with_peers` those of the peers
// besides, and each division's rank among them.
std::vector<RowColumn<ComparisonRow>> ComparisonColumns(
    const std::vector<v1::Division>& divisions, bool with_peers);

// The row for JSON, as no message of the contract has it:
//
//   {"indicator": "indicators/…", "level": "LEVEL_COUNTY",
//    "observations": {"110108": "110108-2020-…#4"},
//    "peers": {"count": 14, "median": 52}, "ranks": {"110108": 3},
//    "unit": "件", "values": {"110108": 560}, "year": 2020}
//
// Without `with_peers` there are no peers and ranks.
google::protobuf::Struct ComparisonMessage(const ComparisonRow& row,
                                           bool with_peers);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_COMPARING_COMPARISON_ROWS_H_
