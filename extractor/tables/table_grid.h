// A table as a grid: which cell stands at a row and column.
#ifndef NIANBAO_EXTRACTOR_TABLES_TABLE_GRID_H_
#define NIANBAO_EXTRACTOR_TABLES_TABLE_GRID_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extractor/tables/table.h"

namespace nianbao::extractor {

class TableGrid {
 public:
  // No cell.
  static constexpr int kNone = -1;

  // Spans are followed as far as the grid has at most 16 places for each cell,
  // else each cell is taken for one place: a page may claim any spans. A
  // table of far more than 64 columns has none. `table` must outlive the grid.
  // Linear in its cells.
  explicit TableGrid(const Table& table);

  size_t rows() const { return table_.rows.size(); }
  size_t columns() const { return columns_; }

  // Index of the cell in cells() at a place; kNone where there is none.
  int At(size_t row, size_t column) const {
    return places_[row * columns_ + column];
  }

  // All cells, row by row.
  const std::vector<const TableCell*>& cells() const { return cells_; }

 private:
  bool Place(bool with_spans);
  void Fill(int cell, size_t row, size_t column, size_t down, size_t across);

  const Table& table_;
  std::vector<const TableCell*> cells_;
  size_t columns_ = 0;
  std::vector<int> places_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TABLES_TABLE_GRID_H_
