#include "extractor/tables/table_grid.h"

#include <string>

#include "gtest/gtest.h"

namespace nianbao::extractor {
namespace table_grid_test {

TableCell Spanning(uint32_t colspan, uint32_t rowspan) {
  return {.begin = 0, .end = 1, .colspan = colspan, .rowspan = rowspan};
}

// The cell at each place as a digit, a row after the other; - for none.
std::string Places(const Table& table) {
  const TableGrid grid(table);
  std::string places;
  for (size_t r = 0; r < grid.rows(); ++r) {
    std::string row;
    for (size_t c = 0; c < grid.columns(); ++c) {
      const int cell = grid.At(r, c);
      row += cell == TableGrid::kNone ? '-' : static_cast<char>('0' + cell);
    }
    while (!row.empty() && row.back() == '-') row.pop_back();
    places += row + ";";
  }
  return places;
}

TEST(TableGridTest, PlacesCellsAsBrowsersDo) {
  EXPECT_EQ(Places({.rows = {{Spanning(1, 1), Spanning(1, 1)},
                             {Spanning(1, 1), Spanning(1, 1)}}}),
            "01;23;");
  EXPECT_EQ(Places({.rows = {{Spanning(1, 2), Spanning(1, 1)},
                             {Spanning(1, 1), Spanning(1, 1)}}}),
            "01;023;");
  EXPECT_EQ(
      Places({.rows = {{Spanning(2, 1), Spanning(1, 1)},
                       {Spanning(1, 1), Spanning(1, 1), Spanning(1, 1)}}}),
      "001;234;");
  EXPECT_EQ(Places({.rows = {{Spanning(1, 9), Spanning(1, 1)},
                             {Spanning(1, 1)},
                             {Spanning(1, 1)}}}),
            "01;02;03;");
  EXPECT_EQ(Places({.rows = {{}, {Spanning(1, 1)}}}), ";0;");
}

// A page may claim any spans: they cost no more than the cells allow.
TEST(TableGridTest, BoundsWhatSpansClaim) {
  Table table;
  for (int i = 0; i < 20000; ++i) {
    table.rows.push_back({Spanning(60, 1000), Spanning(60, 1000)});
  }
  const TableGrid grid(table);
  EXPECT_LE(grid.rows() * grid.columns(), 4096u + 16 * 40000);
  EXPECT_EQ(TableGrid({.rows = {std::vector<TableCell>(300)}}).columns(), 0u);
}

}  // namespace table_grid_test
}  // namespace nianbao::extractor
