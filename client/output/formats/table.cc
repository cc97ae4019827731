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
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/output/characters.h"
#include "client/output/printable.h"

namespace nianbao::client {
std::string Heading(const ColumnName& name, Language language) {
  if (language == Language::kChinese && !name.chinese.empty()) {
    return name.chinese;
  }
  return absl::StrReplaceAll(absl::AsciiStrToUpper(name.id), {{"_", " "}});
}

int DisplayWidth(absl::string_view text) {
  int width = 0;
  ForEachCharacter(text, [&](utf8proc_int32_t character, absl::string_view) {
    width += character == kInvalid ? 1 : utf8proc_charwidth(character);
  });
  return width;
}

std::string Padded(absl::string_view text, Column::Align align, int width) {
  const std::string padding(width - DisplayWidth(text), ' ');
  return align == Column::Align::kRight ? absl::StrCat(padding, text)
                                        : absl::StrCat(text, padding);
}

std::string RenderTable(const std::vector<Column>& columns,
                        const std::vector<std::vector<std::string>>& rows,
                        Language language) {
  return GrowingTable(columns, language).Append(rows);
}

GrowingTable::GrowingTable(std::vector<Column> columns, Language language)
    : columns_(std::move(columns)), widths_(columns_.size(), 0) {
  for (const Column& column : columns_) {
    headings_.push_back(Heading(column.name, language));
  }
}

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
      width = std::max(width, DisplayWidth(headings_[c]));
      if (width <= widths_[c]) continue;
      widths_[c] = width;
      grown = true;
    }
  }
  std::string table;
  if (grown) table += Line(headings_);
  for (const auto& line : lines) table += Line(line);
  return table;
}

std::string GrowingTable::Line(const std::vector<std::string>& cells) const {
  std::string text;
  for (size_t c = 0; c < columns_.size(); ++c) {
    if (widths_[c] == 0) continue;
    if (!text.empty()) absl::StrAppend(&text, kColumnGap);
    absl::StrAppend(&text, Padded(cells[c], columns_[c].align, widths_[c]));
  }
  absl::StripTrailingAsciiWhitespace(&text);
  return text + "\n";
}

}  // namespace nianbao::client
