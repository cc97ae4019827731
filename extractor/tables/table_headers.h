// The headers of each place of a table: what its row, its column and the lines
// above the table say of it.
#ifndef NIANBAO_EXTRACTOR_TABLES_TABLE_HEADERS_H_
#define NIANBAO_EXTRACTOR_TABLES_TABLE_HEADERS_H_

#include <cstddef>
#include <vector>

#include "common/text/word_trie.h"
#include "extractor/tables/cell_words.h"
#include "extractor/tables/table.h"
#include "extractor/tables/table_grid.h"
#include "extractor/text/normalize.h"

namespace nianbao::extractor {

// What is said of a place. Cells are indices of TableHeaders::words().
struct PlaceHeaders {
  // From the left, and from above.
  std::vector<int> row;
  std::vector<int> column;
  // A cell of the row that is its unit: 受理 | 件 | 45. -1 for none.
  int unit_cell = -1;
  // The place is one class of a breakdown, not its total.
  bool part = false;
};

// A stretch of the text; empty where begin equals end.
struct TextRange {
  size_t begin = 0;
  size_t end = 0;

  bool empty() const { return begin == end; }
};

// Reads a table of the document of `text`. What it is made from must outlive
// it. Making it costs the cells and their words.
class TableHeaders {
 public:
  TableHeaders(const Table& table, const WordTrie& units,
               const NormalizedText& text);

  size_t rows() const { return grid_.rows(); }
  size_t columns() const { return grid_.columns(); }
  const std::vector<CellWords>& words() const { return words_; }

  // The cell at a place, where it stands there first; -1 for none and for the
  // other places of a merged cell.
  int FirstAt(size_t row, size_t column) const;

  // True when the cell at a place is a number or a figure; not for years, and
  // for the numbers of the rows.
  bool CountsAt(size_t row, size_t column) const;

  // The headers of a place, the nearest ones. Costs the
  // places to its left and the rows of the header.
  PlaceHeaders At(size_t row, size_t column) const;

  // The unit of the whole table: 单位:件 above it or in its header.
  const TextRange& unit() const { return unit_; }

  // The line above the table that is its title.
  const TextRange& caption() const { return caption_; }

 private:
  using Kind = CellWords::Kind;
  // No row; a cell that stands nowhere.
  static constexpr size_t kNoRow = static_cast<size_t>(-1);

  // The rows that hold for a row: those of the header, and the one before it
  // whose only cell is the heading of those that follow; kNoRow for none.
  struct RowContext {
    size_t header_begin = 0;
    size_t header_end = 0;
    size_t group = kNoRow;
  };

  const CellWords* CellAt(size_t row, size_t column) const;
  bool IsTextAt(size_t row, size_t column) const;
  View WordsOf(int cell) const;
  bool HasNumbers(size_t row) const;
  size_t FilledCells(size_t row) const;
  void ReadCells(const WordTrie& units);
  bool IsCount(size_t row, size_t column) const;
  void CountYears();
  void ReadLinesAbove(const WordTrie& units);
  void FindHeaderRows();
  void ReadCornerUnit();
  void FillEmptyLabels();
  int HeaderAt(const RowContext& context, size_t header_row,
               size_t column) const;
  void AddColumn(size_t row, size_t column, std::vector<int>& path) const;
  size_t AddRow(size_t row, size_t column, std::vector<int>& path) const;
  int UnitCell(size_t row, size_t column) const;
  bool IsClass(size_t row, size_t label_column) const;
  bool IsTotal(const PlaceHeaders& headers) const;

  const NormalizedText& text_;
  const TableGrid grid_;
  const bool tells_spans_;
  std::vector<CellWords> words_;
  TextRange unit_;
  TextRange caption_;
  std::vector<RowContext> contexts_;
  // For each place without a cell of its own the label above it, in a table
  // that tells no spans.
  std::vector<int> labels_above_;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TABLES_TABLE_HEADERS_H_
