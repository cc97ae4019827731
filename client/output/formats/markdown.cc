#include "client/output/formats/markdown.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "client/output/printable.h"

namespace nianbao::client {
namespace {

// What begins markup within a line, and what ends a cell.
constexpr absl::string_view kMarkup = "\\|`*_[]<>~&";

std::string MarkdownText(absl::string_view text) {
  std::vector<std::string> lines;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    std::string& escaped = lines.emplace_back();
    for (const char c : Printable(line)) {
      if (kMarkup.find(c) != absl::string_view::npos) escaped += '\\';
      escaped += c;
    }
  }
  return absl::StrJoin(lines, "<br>");
}

std::string MarkdownLine(const std::vector<std::string>& cells) {
  return absl::StrCat("| ", absl::StrJoin(cells, " | "), " |\n");
}

bool HasText(const std::vector<std::vector<Cell>>& rows, size_t column) {
  return std::any_of(rows.begin(), rows.end(), [column](const auto& row) {
    return !row[column].readable.empty();
  });
}

}  // namespace

std::string RenderMarkdown(const std::vector<Column>& columns,
                           const std::vector<std::vector<Cell>>& rows,
                           Language language) {
  std::vector<size_t> shown;
  std::vector<std::string> headings;
  std::vector<std::string> alignments;
  for (size_t c = 0; c < columns.size(); ++c) {
    if (!HasText(rows, c)) continue;
    shown.push_back(c);
    headings.push_back(MarkdownText(Heading(columns[c].name, language)));
    alignments.push_back(columns[c].align == Column::Align::kRight ? "---:"
                                                                   : "---");
  }
  if (shown.empty()) return "";
  std::string table =
      absl::StrCat(MarkdownLine(headings), MarkdownLine(alignments));
  for (const std::vector<Cell>& row : rows) {
    std::vector<std::string> cells;
    cells.reserve(shown.size());
    for (const size_t c : shown) {
      cells.push_back(MarkdownText(row[c].readable));
    }
    absl::StrAppend(&table, MarkdownLine(cells));
  }
  return table;
}

}  // namespace nianbao::client
