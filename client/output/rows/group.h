// The columns that say which group a row speaks of.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_GROUP_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_GROUP_H_

#include <vector>

#include "client/output/rows/row_kind.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

// indicator, year, level, government_level, body, division, name.
const std::vector<RowColumn<v1::Group>>& GroupColumns();

// GroupColumns for rows that have a group: each reads `group()` of the row.
template <typename Row>
std::vector<RowColumn<Row>> GroupColumnsOf() {
  std::vector<RowColumn<Row>> columns;
  for (const RowColumn<v1::Group>& column : GroupColumns()) {
    columns.push_back(
        {column.name, column.align,
         [cell = column.cell](const Row& row) { return cell(row.group()); }});
  }
  return columns;
}

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_GROUP_H_
