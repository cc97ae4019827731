// Cells take the first free places of their row, as browsers place them:
//
//     <td rowspan=2>复议 <td>受理 <td>45        复议 受理 45
//                        <td>审结 <td>36        复议 审结 36
//
// A place costs four bytes; a page of a few bytes may ask for millions of them
// by its spans, so their number is bounded by that of the cells.
#include "extractor/tables/table_grid.h"

#include <algorithm>

namespace nianbao::extractor {
namespace {

// Places for each cell, on average; tables that people write have 2 at most.
constexpr size_t kPlacesOfCell = 16;
// Places that a small table may have anyway.
constexpr size_t kPlacesAnyway = 4096;
// More columns than a table of figures has, and few enough to look through a
// whole row for each of its cells.
constexpr size_t kMostColumns = 64;

}  // namespace

TableGrid::TableGrid(const Table& table) : table_(table) {
  for (const auto& row : table.rows) {
    for (const TableCell& cell : row) cells_.push_back(&cell);
  }
  if (!Place(/*with_spans=*/true)) Place(/*with_spans=*/false);
}

// False when the grid would be too large.
bool TableGrid::Place(bool with_spans) {
  const size_t most = kPlacesAnyway + kPlacesOfCell * cells_.size();
  columns_ = 0;
  for (const auto& row : table_.rows) {
    size_t columns = 0;
    for (const TableCell& cell : row) columns += with_spans ? cell.colspan : 1;
    columns_ = std::max(columns_, columns);
  }
  // Cells that reach down push those of later rows aside.
  if (with_spans && columns_ > 0) columns_ += table_.rows.front().size();
  if (columns_ > 2 * kMostColumns) columns_ = 0;
  if (columns_ * rows() > most) {
    if (with_spans) return false;
    columns_ = most / rows();
  }
  places_.assign(columns_ * rows(), kNone);
  int index = 0;
  for (size_t r = 0; r < rows(); ++r) {
    size_t column = 0;
    for (const TableCell& cell : table_.rows[r]) {
      while (column < columns_ && At(r, column) != kNone) ++column;
      Fill(index++, r, column, with_spans ? cell.rowspan : 1,
           with_spans ? cell.colspan : 1);
    }
  }
  return true;
}

// Gives the cell its places as far as they are free, so that all cells together
// cost no more than there are places.
void TableGrid::Fill(int cell, size_t row, size_t column, size_t down,
                     size_t across) {
  const size_t last_column = std::min(columns_, column + across);
  const size_t last_row = std::min(rows(), row + down);
  if (column >= last_column) return;
  for (size_t y = row; y < last_row && At(y, column) == kNone; ++y) {
    for (size_t x = column; x < last_column && At(y, x) == kNone; ++x) {
      places_[y * columns_ + x] = cell;
    }
  }
}

}  // namespace nianbao::extractor
