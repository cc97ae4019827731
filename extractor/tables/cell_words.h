// What a cell of a table holds: a figure, a number without a unit, or words.
#ifndef NIANBAO_EXTRACTOR_TABLES_CELL_WORDS_H_
#define NIANBAO_EXTRACTOR_TABLES_CELL_WORDS_H_

#include <cstddef>

#include "common/text/word_trie.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

struct CellWords {
  enum class Kind {
    // Nothing, or a mark for it: —, /.
    kEmpty,
    kText,
    // 2022, where a header or a label may stand.
    kYear,
    // 45, whose unit its headers say.
    kNumber,
    // 45件.
    kFigure,
  };
  Kind kind = Kind::kEmpty;
  // The cell's units of the text.
  size_t begin = 0;
  size_t end = 0;
  // Where its words end, without a unit in brackets: 受理数(件).
  size_t words_end = 0;
  // The unit in brackets, or of 单位:件; begin equals end for none.
  size_t unit_begin = 0;
  size_t unit_end = 0;
  // The cell is a unit: the 件 of 受理 | 件 | 45.
  bool is_unit = false;

  bool HasUnit() const { return unit_begin < unit_end; }
  // The cell is 单位:件 and nothing else.
  bool IsUnitLabel() const { return HasUnit() && words_end == begin; }
};

// What text[begin, end), a cell, holds. Linear in its length.
CellWords ReadCell(View text, size_t begin, size_t end, const WordTrie& units);

// True for 件, 万元, 千人次.
bool IsUnitName(View words, const WordTrie& units);

// The unit that `line` tells as 单位:件, as begin and length in it; length 0
// when it tells none, or several.
struct UnitPlace {
  size_t begin = 0;
  size_t length = 0;
};
UnitPlace FindUnitLabel(View line, const WordTrie& units);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TABLES_CELL_WORDS_H_
