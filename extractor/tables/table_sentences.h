// Tables of figures as sentences.
//
// A figure of a table stands under its headers: what it counts is said at the
// head of its row and of its column, and its unit there or above the table.
// Rules read sentences. So each cell of figures is spelled out as one, in the
// text that rules read:
//
//     | 项目(件)  | 2021年 | 2022年 |
//     | 受理      | 45     | 52     |     2021年受理45件。
//                                         2022年受理52件。
//
// Its units keep their places in the document: the figure is that of its cell.
#ifndef NIANBAO_EXTRACTOR_TABLES_TABLE_SENTENCES_H_
#define NIANBAO_EXTRACTOR_TABLES_TABLE_SENTENCES_H_

#include <vector>

#include "common/text/word_trie.h"
#include "extractor/tables/table.h"
#include "extractor/text/normalize.h"

namespace nianbao::extractor {

// The numbers of tables that tell no unit at all: such a table may count
// anything, as lists of telephone numbers do.
struct UnitlessNumbers {
  int count = 0;
  // Where in the document the first stands.
  v1::Span first;
};

// Spells out the rows of figures of `tables`, which are those of the document
// of `text` in its order, and notes their cells in it. A table without a unit
// for any of its numbers stays as it is, and so do rows without numbers.
// `units` holds the units. At most kMaxObservations cells of a document are
// spelled out (common/domain/report_limits.h). Linear in text and cells.
UnitlessNumbers SpellOutTables(const std::vector<Table>& tables,
                               const WordTrie& units, NormalizedText& text);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TABLES_TABLE_SENTENCES_H_
