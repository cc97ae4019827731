#include "client/pdf/page_lines.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

namespace nianbao::client {
namespace {

// A gap in heights of the line: the width of a Chinese character.
constexpr double kColumnGap = 1.0;
// What stands between words.
constexpr double kWordGap = 0.1;
// As blanks that the extractor takes for those between columns.
constexpr char kColumnBlanks[] = "   ";

// True when half of the lower box or more is at the height of the other: lines
// of print may overlap a little, and a raised digit stands half above its line.
bool StandsBeside(const Box& a, const Box& b) {
  const double shared = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return shared >= std::min(a.height(), b.height()) / 2;
}

// Appends a piece to a line that begins to its left.
void Append(const Piece& piece, PageLine& line) {
  const double gap = piece.box.left - line.box.right;
  const double height = std::max(line.box.height(), piece.box.height());
  const bool ascii =
      absl::ascii_isascii(static_cast<unsigned char>(line.text.back())) &&
      absl::ascii_isascii(static_cast<unsigned char>(piece.text.front()));
  if (gap > kColumnGap * height) {
    line.text += kColumnBlanks;
    line.has_columns = true;
  } else if (ascii && gap > kWordGap * height) {
    line.text += ' ';
  }
  line.text += piece.text;
  line.box.top = std::min(line.box.top, piece.box.top);
  line.box.bottom = std::max(line.box.bottom, piece.box.bottom);
  line.box.right = std::max(line.box.right, piece.box.right);
}

// The line of pieces at one height.
PageLine LineOf(std::vector<Piece> pieces) {
  std::stable_sort(
      pieces.begin(), pieces.end(),
      [](const Piece& a, const Piece& b) { return a.box.left < b.box.left; });
  PageLine line = {.text = std::move(pieces.front().text),
                   .box = pieces.front().box};
  for (size_t i = 1; i < pieces.size(); ++i) Append(pieces[i], line);
  return line;
}

}  // namespace

Page LinesOf(std::vector<Piece> pieces) {
  std::erase_if(pieces, [](const Piece& piece) {
    return absl::StripAsciiWhitespace(piece.text).empty();
  });
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const Piece& a, const Piece& b) {
                     return a.box.middle() < b.box.middle();
                   });
  Page page;
  std::vector<Piece> line;
  Box extent;
  for (Piece& piece : pieces) {
    if (!line.empty() && !StandsBeside(extent, piece.box)) {
      page.push_back(LineOf(std::exchange(line, {})));
    }
    if (line.empty()) extent = piece.box;
    extent.top = std::min(extent.top, piece.box.top);
    extent.bottom = std::max(extent.bottom, piece.box.bottom);
    line.push_back(std::move(piece));
  }
  if (!line.empty()) page.push_back(LineOf(std::move(line)));
  return page;
}

}  // namespace nianbao::client
