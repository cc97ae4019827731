#include "client/table.h"

#include <utf8proc.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"

namespace nianbao {
namespace {

constexpr absl::string_view kGap = "  ";

// Calls visit(code point, bytes) for each character of `text`; a byte that is
// not UTF-8 comes as U+FFFD.
template <typename Visit>
void ForEachCharacter(absl::string_view text, Visit visit) {
  while (!text.empty()) {
    utf8proc_int32_t character;
    utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         text.size(), &character);
    if (size <= 0) {
      character = 0xFFFD;
      size = 1;
    }
    visit(character, text.substr(0, size));
    text.remove_prefix(size);
  }
}

std::string Heading(const Column& column) {
  return absl::StrReplaceAll(absl::AsciiStrToUpper(column.name), {{"_", " "}});
}

}  // namespace

int DisplayWidth(absl::string_view text) {
  int width = 0;
  ForEachCharacter(text, [&](utf8proc_int32_t character, absl::string_view) {
    width += utf8proc_charwidth(character);
  });
  return width;
}

std::string Printable(absl::string_view text) {
  std::string printable;
  ForEachCharacter(
      text, [&](utf8proc_int32_t character, absl::string_view bytes) {
        bool control = utf8proc_category(character) == UTF8PROC_CATEGORY_CC;
        absl::string_view shown = control ? " " : bytes;
        printable.append(shown.data(), shown.size());
      });
  return printable;
}

std::string RenderTable(const std::vector<Column>& columns,
                        const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::vector<std::string>> lines(rows.size() + 1);
  std::vector<Column::Align> aligns;
  for (size_t c = 0; c < columns.size(); ++c) {
    if (std::all_of(rows.begin(), rows.end(),
                    [c](const auto& row) { return row[c].empty(); })) {
      continue;
    }
    aligns.push_back(columns[c].align);
    lines[0].push_back(Heading(columns[c]));
    for (size_t r = 0; r < rows.size(); ++r) {
      lines[r + 1].push_back(Printable(rows[r][c]));
    }
  }

  std::vector<int> widths(aligns.size(), 0);
  for (const auto& line : lines) {
    for (size_t c = 0; c < line.size(); ++c) {
      widths[c] = std::max(widths[c], DisplayWidth(line[c]));
    }
  }

  std::string table;
  for (const auto& line : lines) {
    std::string text;
    for (size_t c = 0; c < line.size(); ++c) {
      if (c > 0) text.append(kGap.data(), kGap.size());
      std::string padding(widths[c] - DisplayWidth(line[c]), ' ');
      text += aligns[c] == Column::Align::kRight ? padding + line[c]
                                                 : line[c] + padding;
    }
    absl::StripTrailingAsciiWhitespace(&text);
    table += text + "\n";
  }
  return table;
}

}  // namespace nianbao
