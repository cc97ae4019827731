// Columns of plain text, by what keeps them apart.
//
//     | 项目 | 受理 | 审结 |      bars, as Markdown and flattened pages have
//     them 项目<tab>受理<tab>审结      tabs, as a sheet is copied 项目 受理
//     审结     two blanks or more, as PDF files are laid out
//
// Lines in a row that are kept apart alike are a table. Prose is none: a row
// has two cells or more, none of them long, and no full stop. Blanks alone make
// columns only where all rows have as many cells; a first row with one less is
// the header of the others, whose corner is empty.
//
// One pass over the bytes.
#include "extractor/tables/text_tables.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace nianbao::extractor {
namespace {

// Bytes (80 characters). What is longer is a paragraph.
constexpr size_t kLongestCell = 240;
// Cells of a row; a line of more is no row of a table that anyone reads.
constexpr size_t kMostCells = 128;
// So many blanks stand between columns; one stands between words. A full-width
// blank takes the place of two.
constexpr int kGapBlanks = 2;

enum class Apart { kNothing, kBars, kTabs, kBlanks };

struct Row {
  Apart apart = Apart::kNothing;
  std::vector<TableCell> cells;
};

constexpr absl::string_view kFullWidthBlank = "\u3000";
constexpr absl::string_view kNoBreakBlank = "\u00A0";
constexpr absl::string_view kBars[] = {"|", "｜", "│", "┃", "║"};

// Bytes of the blank at `i`; 0 when there is none. Adds to `*width` what it
// takes.
size_t BlankAt(absl::string_view line, size_t i, int* width) {
  const char c = line[i];
  if (c != '\xE3' && c != '\xC2' && !absl::ascii_isspace(c)) return 0;
  const absl::string_view rest = line.substr(i);
  if (absl::StartsWith(rest, kFullWidthBlank)) {
    *width += kGapBlanks;
    return kFullWidthBlank.size();
  }
  if (absl::StartsWith(rest, kNoBreakBlank)) {
    ++*width;
    return kNoBreakBlank.size();
  }
  if (!absl::ascii_isspace(c)) return 0;
  ++*width;
  return 1;
}

size_t BarAt(absl::string_view line, size_t i) {
  // Most characters are none of those that bars begin with.
  if (!absl::StrContains("|\xEF\xE2", line.substr(i, 1))) return 0;
  for (const absl::string_view bar : kBars) {
    if (absl::StartsWith(line.substr(i), bar)) return bar.size();
  }
  return 0;
}

// Cuts a line that begins at byte `at` of the text wherever `Separates` says
// so. The cells between bars keep their places; a bar at either end is a frame.
class RowReader {
 public:
  RowReader(absl::string_view line, size_t at) : line_(line), at_(at) {}

  Row Read() {
    Row row;
    row.apart = ApartBy();
    if (row.apart == Apart::kNothing) return row;
    Cut(row.apart);
    if (row.apart == Apart::kBars) DropFrame();
    const auto filled =
        std::count_if(cells_.begin(), cells_.end(),
                      [](const TableCell& cell) { return !cell.empty(); });
    const bool short_cells =
        std::all_of(cells_.begin(), cells_.end(), [](const TableCell& cell) {
          return cell.end - cell.begin <= kLongestCell;
        });
    if (cells_.size() > kMostCells || cells_.size() < 2 || filled == 0 ||
        !short_cells)
      return {};
    if (row.apart != Apart::kBars && filled < 2) return {};
    row.cells = std::move(cells_);
    return row;
  }

 private:
  // What keeps the cells apart: the strongest that stands between words.
  Apart ApartBy() const {
    if (absl::StrContains(line_, "。")) return Apart::kNothing;
    Apart apart = Apart::kNothing;
    bool words = false;
    int width = 0;
    bool tab = false;
    for (size_t i = 0; i < line_.size();) {
      if (BarAt(line_, i) > 0) return Apart::kBars;
      tab |= line_[i] == '\t';
      if (const size_t blank = BlankAt(line_, i, &width); blank > 0) {
        i += blank;
        continue;
      }
      if (words && tab) apart = Apart::kTabs;
      if (words && width >= kGapBlanks && apart == Apart::kNothing) {
        apart = Apart::kBlanks;
      }
      words = true;
      width = 0;
      tab = false;
      ++i;
    }
    return apart;
  }

  void Cut(Apart apart) {
    size_t i = 0;
    Open(0);
    while (i < line_.size() && cells_.size() <= kMostCells) {
      int width = 0;
      const size_t begin = i;
      if (const size_t bar = BarAt(line_, i);
          apart == Apart::kBars && bar > 0) {
        i += bar;
        Open(i);
        continue;
      }
      if (apart == Apart::kTabs && line_[i] == '\t') {
        ++i;
        Open(i);
        continue;
      }
      while (i < line_.size() && !(apart == Apart::kTabs && line_[i] == '\t')) {
        const size_t blank = BlankAt(line_, i, &width);
        if (blank == 0) break;
        i += blank;
      }
      if (i > begin) {
        if (apart == Apart::kBlanks && width >= kGapBlanks) Open(i);
        continue;
      }
      ++i;
      Extend(i);
    }
    if (apart == Apart::kBlanks) {
      std::erase_if(cells_, [](const TableCell& cell) { return cell.empty(); });
    }
  }

  void Open(size_t i) {
    const auto place = static_cast<uint32_t>(at_ + i);
    cells_.push_back({place, place});
    blank_ = true;
  }

  // What ends at `i` belongs to the last cell.
  void Extend(size_t i) {
    TableCell& cell = cells_.back();
    if (blank_) cell.begin = static_cast<uint32_t>(at_ + i - 1);
    blank_ = false;
    cell.end = static_cast<uint32_t>(at_ + i);
  }

  // Bars at both ends are a frame; one at the end closes the last cell.
  void DropFrame() {
    if (!cells_.back().empty()) return;
    cells_.pop_back();
    if (!cells_.empty() && cells_.front().empty() && BarAtBegin()) {
      cells_.erase(cells_.begin());
    }
  }

  bool BarAtBegin() const {
    int width = 0;
    size_t i = 0;
    while (i < line_.size()) {
      const size_t blank = BlankAt(line_, i, &width);
      if (blank == 0) return BarAt(line_, i) > 0;
      i += blank;
    }
    return false;
  }

  const absl::string_view line_;
  const size_t at_;
  std::vector<TableCell> cells_;
  // The last cell is empty so far.
  bool blank_ = true;
};

// A line of a frame: |---|:--|, +====+, ├──┼──┤.
bool IsRule(absl::string_view line) {
  size_t marks = 0;
  for (size_t i = 0; i < line.size();) {
    const absl::string_view rest = line.substr(i);
    // E2 94 and E2 95 begin the characters that boxes are drawn with.
    if (absl::StartsWith(rest, "\xE2\x94") ||
        absl::StartsWith(rest, "\xE2\x95")) {
      i += 3;
      ++marks;
      continue;
    }
    if (!absl::StrContains("|+-=_: \t\r", rest.substr(0, 1))) return false;
    marks += rest.front() == '-' || rest.front() == '=' || rest.front() == '_';
    ++i;
  }
  return marks >= 3;
}

class TableFinder {
 public:
  explicit TableFinder(absl::string_view text) : text_(text) {}

  std::vector<Table> Run() {
    for (size_t line = 0; line < text_.size();) {
      const size_t end = std::min(text_.find('\n', line), text_.size());
      ReadLine(text_.substr(line, end - line), line);
      line = end + 1;
    }
    Close();
    return std::move(tables_);
  }

 private:
  void ReadLine(absl::string_view line, size_t at) {
    if (!table_.rows.empty() && IsRule(line)) return;
    Row row = RowReader(line, at).Read();
    if (row.apart != apart_ || !Fits(row)) Close();
    if (row.apart == Apart::kNothing) return;
    apart_ = row.apart;
    table_.rows.push_back(std::move(row.cells));
  }

  // The row has the columns of the table so far.
  bool Fits(const Row& row) {
    if (row.apart != Apart::kBlanks || table_.rows.empty()) return true;
    const size_t columns = table_.rows.back().size();
    if (row.cells.size() == columns) return true;
    if (table_.rows.size() > 1 || row.cells.size() != columns + 1) return false;
    // The corner of the header is empty.
    const uint32_t begin = table_.rows.front().front().begin;
    table_.rows.front().insert(table_.rows.front().begin(), {begin, begin});
    return true;
  }

  void Close() {
    if (table_.rows.size() > 1) tables_.push_back(std::move(table_));
    table_ = {};
    apart_ = Apart::kNothing;
  }

  const absl::string_view text_;
  std::vector<Table> tables_;
  Table table_;
  Apart apart_ = Apart::kNothing;
};

}  // namespace

std::vector<Table> FindTextTables(absl::string_view utf8) {
  return TableFinder(utf8).Run();
}

}  // namespace nianbao::extractor
