#include "client/output/formats/table_writer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/output/formats/fit.h"
#include "client/output/formats/markdown.h"
#include "client/output/printable.h"

namespace nianbao::client {
namespace {

// The column whose 1 says that a row is of a single value.
constexpr absl::string_view kCountColumn = "count";

// `line` without spaces at its end.
std::string Trimmed(std::string line) {
  absl::StripTrailingAsciiWhitespace(&line);
  return line;
}

}  // namespace

TableWriter::TableWriter(std::ostream& out, std::vector<Column> columns,
                         TableLook look)
    : out_(out), columns_(std::move(columns)), look_(look) {}

absl::Status TableWriter::Add(ListedRow row) {
  if (rows_.size() == kRowsPerTable) Print();
  for (Cell& cell : row.cells) {
    if (cell.kind == Cell::Kind::kWord) {
      cell.readable = WordIn(look_.language, cell.readable);
    }
    // Markdown shows line breaks in its own way.
    if (!look_.markdown) cell.readable = Printable(cell.readable);
  }
  rows_.push_back(std::move(row.cells));
  return absl::OkStatus();
}

absl::Status TableWriter::Finish() {
  if (!rows_.empty()) Print();
  return absl::OkStatus();
}

void TableWriter::Print() {
  if (look_.markdown) {
    if (printed_any_) out_ << "\n";
    out_ << RenderMarkdown(columns_, rows_, look_.language);
  } else if (look_.screen.is_terminal) {
    PrintFitted();
  } else {
    PrintPlain();
  }
  rows_.clear();
  printed_any_ = true;
}

void TableWriter::PrintPlain() {
  std::vector<std::vector<std::string>> texts;
  for (const std::vector<Cell>& row : rows_) {
    std::vector<std::string>& line = texts.emplace_back();
    for (const Cell& cell : row) line.push_back(cell.readable);
  }
  const std::string table = RenderTable(columns_, texts, look_.language);
  // Rows without any text have no line of headings.
  const size_t headings = table.find('\n');
  if (headings == std::string::npos) return;
  if (look_.header) {
    WriteStyled(out_, Coloured(Style::kHeading), table.substr(0, headings));
    out_ << "\n";
  }
  out_ << table.substr(headings + 1);
}

void TableWriter::PrintFitted() {
  std::vector<size_t> shown = ColumnsWithText();
  if (!look_.keep_columns) shown = SayWhatIsCommon(std::move(shown));
  std::vector<FitColumn> fit;
  fit.reserve(shown.size());
  for (const size_t c : shown) {
    fit.push_back({WidthOf(c), columns_[c].align == Column::Align::kLeft,
                   look_.keep_columns ? Need::kMost : columns_[c].name.need});
  }
  const std::optional<std::vector<int>> widths =
      FitWidths(fit, look_.screen.width);
  if (!widths) {
    PrintRecords(shown);
    return;
  }
  PrintLines(shown, *widths);
  PrintLeftOut(shown, *widths);
}

std::vector<size_t> TableWriter::ColumnsWithText() const {
  const bool one_value = !look_.keep_columns && EachIsOneValue();
  std::vector<size_t> columns;
  for (size_t c = 0; c < columns_.size(); ++c) {
    if (one_value && columns_[c].name.need == Need::kIfSeveral) continue;
    if (std::any_of(rows_.begin(), rows_.end(), [c](const auto& row) {
          return !row[c].readable.empty();
        })) {
      columns.push_back(c);
    }
  }
  return columns;
}

bool TableWriter::EachIsOneValue() const {
  for (size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c].name.id != kCountColumn) continue;
    return std::all_of(rows_.begin(), rows_.end(),
                       [c](const auto& row) { return row[c].plain == "1"; });
  }
  return false;
}

bool TableWriter::IsCommon(size_t column) const {
  return std::all_of(rows_.begin(), rows_.end(), [&](const auto& row) {
    return row[column].readable == rows_[0][column].readable;
  });
}

std::vector<size_t> TableWriter::SayWhatIsCommon(std::vector<size_t> columns) {
  // Of one row, or of rows that are all the same, nothing would be left.
  if (rows_.size() < 2 || std::all_of(columns.begin(), columns.end(),
                                      [&](size_t c) { return IsCommon(c); })) {
    return columns;
  }
  std::vector<size_t> others;
  int taken = 0;
  const int gap = static_cast<int>(kColumnGap.size());
  for (const size_t c : columns) {
    if (!IsCommon(c)) {
      others.push_back(c);
      continue;
    }
    const std::string name = absl::StrCat(HeadingOf(c), ":");
    const std::string value =
        CutToWidth(rows_[0][c].readable,
                   std::max(1, look_.screen.width - DisplayWidth(name) - 1));
    const int width = DisplayWidth(name) + 1 + DisplayWidth(value);
    if (taken > 0) {
      const bool fits = taken + gap + width <= look_.screen.width;
      out_ << (fits ? kColumnGap : "\n");
      taken = fits ? taken + gap : 0;
    }
    WriteStyled(out_, Coloured(Style::kHeading), name);
    out_ << " " << value;
    taken += width;
  }
  if (taken > 0) out_ << "\n";
  return others;
}

void TableWriter::PrintLines(const std::vector<size_t>& columns,
                             const std::vector<int>& widths) {
  std::vector<size_t> kept;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (widths[i] > 0) kept.push_back(i);
  }
  if (look_.header) {
    std::vector<std::string> headings;
    headings.reserve(kept.size());
    for (const size_t i : kept) {
      headings.push_back(Padded(CutToWidth(HeadingOf(columns[i]), widths[i]),
                                columns_[columns[i]].align, widths[i]));
    }
    WriteStyled(out_, Coloured(Style::kHeading),
                Trimmed(absl::StrJoin(headings, kColumnGap)));
    out_ << "\n";
  }
  for (const std::vector<Cell>& row : rows_) {
    std::string line;
    for (const size_t i : kept) {
      const Cell& cell = row[columns[i]];
      if (i != kept[0]) absl::StrAppend(&line, kColumnGap);
      const std::string text = Padded(CutToWidth(cell.readable, widths[i]),
                                      columns_[columns[i]].align, widths[i]);
      if (!cell.is_warning) {
        absl::StrAppend(&line, text);
        continue;
      }
      out_ << std::exchange(line, "");
      WriteStyled(out_, Coloured(Style::kWarning), text);
    }
    out_ << Trimmed(std::move(line)) << "\n";
  }
}

void TableWriter::PrintRecords(const std::vector<size_t>& columns) {
  int widest = 0;
  for (const size_t c : columns) {
    widest = std::max(widest, DisplayWidth(HeadingOf(c)));
  }
  bool first = !printed_any_;
  for (const std::vector<Cell>& row : rows_) {
    if (!std::exchange(first, false)) out_ << "\n";
    for (const size_t c : columns) {
      if (row[c].readable.empty()) continue;
      WriteStyled(out_, Coloured(Style::kHeading),
                  Padded(HeadingOf(c), Column::Align::kLeft, widest));
      out_ << kColumnGap << row[c].readable << "\n";
    }
  }
}

void TableWriter::PrintLeftOut(const std::vector<size_t>& columns,
                               const std::vector<int>& widths) {
  std::vector<std::string> names;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (widths[i] == 0) names.push_back(HeadingOf(columns[i]));
  }
  if (names.empty()) return;
  const bool chinese = look_.language == Language::kChinese;
  const std::string line = absl::StrCat(
      chinese ? "未显示(--columns 可选列):" : "Left out (see --columns): ",
      absl::StrJoin(names, chinese ? "、" : ", "));
  out_ << CutToWidth(line, look_.screen.width) << "\n";
}

int TableWriter::WidthOf(size_t column) const {
  int width = DisplayWidth(HeadingOf(column));
  for (const std::vector<Cell>& row : rows_) {
    width = std::max(width, DisplayWidth(row[column].readable));
  }
  return width;
}

std::string TableWriter::HeadingOf(size_t column) const {
  return Heading(columns_[column].name, look_.language);
}

Style TableWriter::Coloured(Style style) const {
  return look_.screen.colour ? style : Style::kPlain;
}

}  // namespace nianbao::client
