// A table's columns line up on a terminal, where a Chinese character takes two
// columns, a combining one none, and bytes count for nothing:
//
//   NAME    MEAN VALUE
//   海淀区       1,234
//
// So widths are those that utf8proc gives for each character, the widths that
// terminals follow (Unicode's East Asian Width). A column is as wide as its
// widest cell or its heading; one without any text is left out, since most rows
// lack most of the rarer statistics. A growing table learns its widths from the
// rows it is given and never makes a column narrower: what is printed cannot be
// moved, so the headings are printed again when a column grows. Each cell is
// looked at once or twice; nothing is held between calls but the widths.

#include "client/output/formats/table.h"

#include <utf8proc.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "client/output/characters.h"
#include "client/output/printable.h"

namespace nianbao::client {
namespace {

// Between columns. Two spaces, since cells themselves hold single ones.
constexpr absl::string_view kGap = "  ";

// "MEAN VALUE" of "mean_value".
std::string Heading(const Column& column) {
  return absl::StrReplaceAll(absl::AsciiStrToUpper(column.name), {{"_", " "}});
}

}  // namespace

int DisplayWidth(absl::string_view text) {
  int width = 0;
  ForEachCharacter(text, [&](utf8proc_int32_t character, absl::string_view) {
    width += character == kInvalid ? 1 : utf8proc_charwidth(character);
  });
  return width;
}

std::string RenderTable(const std::vector<Column>& columns,
                        const std::vector<std::vector<std::string>>& rows) {
  return GrowingTable(columns).Append(rows);
}

GrowingTable::GrowingTable(std::vector<Column> columns)
    : columns_(std::move(columns)), widths_(columns_.size(), 0) {}

std::string GrowingTable::Append(
    const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::vector<std::string>> lines;
  bool grown = false;
  for (const auto& row : rows) {
    std::vector<std::string>& line = lines.emplace_back();
    for (size_t c = 0; c < columns_.size(); ++c) {
      line.push_back(Printable(row[c]));
      int width = DisplayWidth(line[c]);
      if (width == 0) continue;
      width = std::max(width, DisplayWidth(Heading(columns_[c])));
      if (width <= widths_[c]) continue;
      widths_[c] = width;
      grown = true;
    }
  }
  std::string table;
  if (grown) {
    std::vector<std::string> headings;
    for (const Column& column : columns_) headings.push_back(Heading(column));
    table += Line(headings);
  }
  for (const auto& line : lines) table += Line(line);
  return table;
}

std::string GrowingTable::Line(const std::vector<std::string>& cells) const {
  std::string text;
  for (size_t c = 0; c < columns_.size(); ++c) {
    if (widths_[c] == 0) continue;
    if (!text.empty()) text.append(kGap.data(), kGap.size());
    std::string padding(widths_[c] - DisplayWidth(cells[c]), ' ');
    text += columns_[c].align == Column::Align::kRight ? padding + cells[c]
                                                       : cells[c] + padding;
  }
  absl::StripTrailingAsciiWhitespace(&text);
  return text + "\n";
}

}  // namespace nianbao::client
