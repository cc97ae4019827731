// A table of a document, as its page or its columns give it.
#ifndef NIANBAO_EXTRACTOR_TABLES_TABLE_H_
#define NIANBAO_EXTRACTOR_TABLES_TABLE_H_

#include <cstdint>
#include <vector>

namespace nianbao::extractor {

// Bytes of the document as decoded, without blanks at the ends; begin equals
// end in an empty cell.
struct TableCell {
  uint32_t begin = 0;
  uint32_t end = 0;
  // Columns and rows it stands in.
  uint32_t colspan = 1;
  uint32_t rowspan = 1;

  bool empty() const { return begin == end; }
};

struct Table {
  // A row is a line of the document. Cells that reach down from a row above are
  // not listed again.
  std::vector<std::vector<TableCell>> rows;
  // The cells tell their spans, as those of a page do. In plain text a merged
  // cell is one that is followed, or that is above, by empty ones.
  bool tells_spans = false;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TABLES_TABLE_H_
