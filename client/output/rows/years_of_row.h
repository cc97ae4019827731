// The columns that say over which years a row's values are spread.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_YEARS_OF_ROW_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_YEARS_OF_ROW_H_

#include <vector>

#include "client/output/rows/row_kind.h"

namespace nianbao::client {

// first_year and last_year of a row that has both and a group. Tables show them
// only where the group names no year: years are mixed there.
template <typename Row>
std::vector<RowColumn<Row>> YearsOfRow() {
  const auto cell = [](const Row& row, int year) {
    Cell shown = Year(year);
    if (row.group().year() != 0) shown.readable.clear();
    return shown;
  };
  return {{{"first_year", "起始年份"},
           kRight,
           [cell](const Row& row) { return cell(row, row.first_year()); }},
          {{"last_year", "终止年份"}, kRight, [cell](const Row& row) {
             return cell(row, row.last_year());
           }}};
}

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_YEARS_OF_ROW_H_
