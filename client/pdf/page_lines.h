// Lines made of the pieces of text that a page is printed with.
#ifndef NIANBAO_CLIENT_PDF_PAGE_LINES_H_
#define NIANBAO_CLIENT_PDF_PAGE_LINES_H_

#include <string>
#include <vector>

#include "client/pdf/page.h"

namespace nianbao::client {

// Characters that are printed beside each other without a gap.
struct Piece {
  // UTF-8.
  std::string text;
  Box box;
};

// The lines of the pieces, which come in any order. Pieces that stand beside
// each other, by half of their heights, are a line. Between two of them stand
// three blanks where the gap is wider than a character, so that columns of a
// table stay apart; else one blank between letters or digits, none beside a
// Chinese character: what looks like one there is how the line was filled.
// Takes O(n log n).
Page LinesOf(std::vector<Piece> pieces);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_PDF_PAGE_LINES_H_
