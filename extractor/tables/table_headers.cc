// Which cells speak of a place.
//
//     单位:件                                unit of the table
//     | 项目     | 行政复议     | 行政诉讼 |
//     |          | 受理 | 审结  | 应诉     |  rows without numbers at the top:
//     | 2022年   | 45   | 36    | 12       |  the header
//     | 乡镇                               |  a row of one cell: a heading
//     | 2022年   | 7    | 6     | 2        |
//
// Of a number, the cells of the header above it and the words to its left
// speak, up to the number before: a table may stand in two columns
// (受理|45|审结|36). Where the cell in the corner names classes (被申请人,
// 案件类型), each row or column is a part of what the table counts, whatever
// its label is a word for.
//
// Plain text does not tell which cells are merged: there an empty cell of an
// upper header row stands for the one left of it, and an empty label for the
// one above.
#include "extractor/tables/table_headers.h"

#include <algorithm>

#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// Rows of a header, from below; more are a list of words.
constexpr size_t kMostHeaderRows = 4;
// Labels left of a number, from the right.
constexpr size_t kMostLabels = 3;
// Lines above a table that may be its title or tell its unit, and their length
// in characters. Other lines are prose.
constexpr int kLinesAbove = 3;
constexpr size_t kLongestCaption = 40;

// 案件类型, 被申请人, 县区: the labels beside or below are classes of one
// thing.
bool NamesClasses(View corner) {
  // The ways in which cases end are indicators of their own.
  if (EndsWithAny(corner, {u"结案方式", u"审结方式", u"办结方式", u"处理方式",
                           u"执法类别", u"执法类型", u"统计事项"})) {
    return false;
  }
  if (corner == u"单位" || corner == u"名称") return true;
  return corner != u"事项" &&
         EndsWithAny(corner,
                     {u"类别", u"类型", u"种类",     u"分类",     u"事项",
                      u"领域", u"方式", u"渠道",     u"来源",     u"部门",
                      u"地区", u"区域", u"区县",     u"县区",     u"县市区",
                      u"乡镇", u"镇街", u"街道",     u"被申请人", u"行业",
                      u"案由", u"原因", u"机关",     u"机构",     u"科室",
                      u"月份", u"季度", u"单位名称", u"部门名称", u"机关名称"});
}

bool IsTotalLabel(View label) {
  return Contains(label, u"合计") || Contains(label, u"总计") ||
         Contains(label, u"共计") || Contains(label, u"总数");
}

// Headers of columns of words or of numbers that count nothing.
bool IsRemark(View header) {
  return header == u"备注" || header == u"说明" || header == u"附注";
}
bool IsNumbering(View header) {
  return header == u"序号" || header == u"编号" || header == u"页码" ||
         header == u"排名" || header == u"名次" || header == u"年份" ||
         header == u"年度" || header == u"时间" || header == u"日期" ||
         header == u"电话" || header == u"联系电话" || header == u"代码";
}

// The unit of the text that holds byte `at` of the document, or the next.
size_t UnitAt(const NormalizedText& text, uint32_t at) {
  return std::lower_bound(text.offsets.begin(), text.offsets.end(), at) -
         text.offsets.begin();
}

}  // namespace

TableHeaders::TableHeaders(const Table& table, const WordTrie& units,
                           const NormalizedText& text)
    : text_(text), grid_(table), tells_spans_(table.tells_spans) {
  ReadCells(units);
  CountYears();
  ReadLinesAbove(units);
  FindHeaderRows();
  ReadCornerUnit();
  if (!tells_spans_) FillEmptyLabels();
}

void TableHeaders::ReadCells(const WordTrie& units) {
  words_.reserve(grid_.cells().size());
  for (const TableCell* cell : grid_.cells()) {
    size_t begin = UnitAt(text_, cell->begin);
    const size_t end = std::max(begin, UnitAt(text_, cell->end));
    // The blank that is left between two numbers has the place of the second.
    while (begin < end && text_.text[begin] == u' ') ++begin;
    words_.push_back(ReadCell(text_.text, begin, end, units));
    const CellWords& read = words_.back();
    if (read.IsUnitLabel() && unit_.empty()) {
      unit_ = {read.unit_begin, read.unit_end};
    }
  }
}

// A year is a number where the table counts: below a number, or below a header
// and right of a label that tells the unit. In the first row, and below the
// heading of a block, it is a header.
//
//     | 项目         | 2021 | 2022 |
//     | 行政复议(件) | 1998 | 45   |  1998 is a number
//     | 行政诉讼(件) | 12   | 2001 |  and 2001
bool TableHeaders::IsCount(size_t row, size_t column) const {
  const CellWords* const above = CellAt(row - 1, column);
  if (above == nullptr) return false;
  if (above->kind == Kind::kNumber || above->kind == Kind::kFigure) return true;
  const int header = grid_.At(row - 1, column);
  if (header == grid_.At(row - 1, 0) || IsNumbering(WordsOf(header))) {
    return false;
  }
  for (size_t c = 0; c < column; ++c) {
    const CellWords* const label = CellAt(row, c);
    if (label != nullptr && label->kind == Kind::kText && label->HasUnit()) {
      return true;
    }
  }
  return false;
}

void TableHeaders::CountYears() {
  for (size_t row = 1; row < rows(); ++row) {
    bool labelled = false;
    for (size_t column = 0; column < columns(); ++column) {
      const int cell = FirstAt(row, column);
      if (cell < 0) continue;
      CellWords& words = words_[cell];
      if (labelled && words.kind == Kind::kYear && IsCount(row, column)) {
        words.kind = Kind::kNumber;
      }
      labelled |= words.kind == Kind::kText;
    }
  }
}

void TableHeaders::ReadLinesAbove(const WordTrie& units) {
  const View text = text_.text;
  const auto first =
      std::find_if(words_.begin(), words_.end(),
                   [](const CellWords& cell) { return cell.begin < cell.end; });
  if (first == words_.end()) return;
  size_t end = text.substr(0, first->begin).rfind(u'\n');
  for (int lines = 0; lines < kLinesAbove && end != npos && end > 0; ++lines) {
    const size_t before = text.substr(0, end).rfind(u'\n');
    const size_t begin = before == npos ? 0 : before + 1;
    const View line = text.substr(begin, end - begin);
    end = before;
    if (line.empty()) continue;
    if (line.size() > kLongestCaption || line.back() == u'。') return;
    const UnitPlace unit = FindUnitLabel(line, units);
    if (unit.length > 0 && unit_.empty()) {
      unit_ = {begin + unit.begin, begin + unit.begin + unit.length};
    }
    const View title = line.substr(0, line.find(u'('));
    if (EndsWithAny(title, {u"表", u"情况", u"统计", u"一览", u"数据"}) &&
        unit.length == 0) {
      caption_ = {begin, begin + title.size()};
      return;
    }
  }
}

const CellWords* TableHeaders::CellAt(size_t row, size_t column) const {
  const int cell = grid_.At(row, column);
  return cell == TableGrid::kNone ? nullptr : &words_[cell];
}

bool TableHeaders::IsTextAt(size_t row, size_t column) const {
  const CellWords* const cell = CellAt(row, column);
  return cell != nullptr &&
         (cell->kind == Kind::kText || cell->kind == Kind::kYear);
}

View TableHeaders::WordsOf(int cell) const {
  const CellWords& words = words_[cell];
  return View(text_.text).substr(words.begin, words.words_end - words.begin);
}

bool TableHeaders::HasNumbers(size_t row) const {
  for (size_t column = 0; column < columns(); ++column) {
    const CellWords* const cell = CellAt(row, column);
    if (cell != nullptr &&
        (cell->kind == Kind::kNumber || cell->kind == Kind::kFigure)) {
      return true;
    }
  }
  return false;
}

size_t TableHeaders::FilledCells(size_t row) const {
  size_t filled = 0;
  int last = TableGrid::kNone;
  for (size_t column = 0; column < columns(); ++column) {
    const int cell = grid_.At(row, column);
    if (cell == last || cell == TableGrid::kNone) continue;
    last = cell;
    filled += words_[cell].begin < words_[cell].end;
  }
  return filled;
}

void TableHeaders::FindHeaderRows() {
  RowContext context;
  bool in_header = true;
  for (size_t row = 0; row < rows(); ++row) {
    const size_t filled = FilledCells(row);
    if (HasNumbers(row) || filled == 0) {
      in_header &= filled == 0;
    } else if (filled == 1) {
      context.group = row;
    } else if (in_header) {
      context.header_end = row + 1;
    } else if (row > 0 && context.group == row - 1) {
      // A heading, then the header of another block.
      context.header_begin = row;
      context.header_end = row + 1;
      in_header = true;
    }
    if (context.header_end - context.header_begin > kMostHeaderRows) {
      context.header_begin = context.header_end - kMostHeaderRows;
    }
    contexts_.push_back(context);
  }
}

// 项目(件): the unit above the labels is that of the table.
void TableHeaders::ReadCornerUnit() {
  if (!unit_.empty() || columns() == 0) return;
  size_t body = 0;
  while (body < rows() && body <= kMostHeaderRows && !HasNumbers(body)) ++body;
  if (body == rows() || !IsTextAt(body, 0)) return;
  for (size_t row = 0; row < body; ++row) {
    const CellWords* const corner = CellAt(row, 0);
    if (corner == nullptr || !corner->HasUnit()) continue;
    unit_ = {corner->unit_begin, corner->unit_end};
  }
}

void TableHeaders::FillEmptyLabels() {
  labels_above_.assign(rows() * columns(), TableGrid::kNone);
  std::vector<int> last(columns(), TableGrid::kNone);
  for (size_t row = 0; row < rows(); ++row) {
    for (size_t column = 0; column < columns(); ++column) {
      if (row < contexts_[row].header_end) continue;
      if (IsTextAt(row, column)) {
        last[column] = grid_.At(row, column);
        // Labels right of it were of the one before.
        std::fill(last.begin() + column + 1, last.end(), TableGrid::kNone);
      }
      labels_above_[row * columns() + column] = last[column];
    }
  }
}

int TableHeaders::FirstAt(size_t row, size_t column) const {
  const int cell = grid_.At(row, column);
  if (cell == TableGrid::kNone ||
      (row > 0 && grid_.At(row - 1, column) == cell) ||
      (column > 0 && grid_.At(row, column - 1) == cell)) {
    return TableGrid::kNone;
  }
  return cell;
}

bool TableHeaders::CountsAt(size_t row, size_t column) const {
  const CellWords* const cell = CellAt(row, column);
  if (cell == nullptr) return false;
  if (cell->kind == Kind::kFigure) return true;
  if (cell->kind != Kind::kNumber) return false;
  // 1 | 受理 | 45: the number of the row.
  if (column == 0 && columns() > 1 && IsTextAt(row, 1)) return false;
  const RowContext& context = contexts_[row];
  if (context.header_end == context.header_begin) return true;
  const int header = HeaderAt(context, context.header_end - 1, column);
  return header == TableGrid::kNone || !IsNumbering(WordsOf(header));
}

// The header of a column in one row of the header; kNone for none.
int TableHeaders::HeaderAt(const RowContext& context, size_t header_row,
                           size_t column) const {
  const bool upper = header_row + 1 < context.header_end;
  for (size_t c = column + 1; c-- > 0;) {
    if (IsTextAt(header_row, c)) return grid_.At(header_row, c);
    // An empty one right of the labels is that of the merged cell left of it.
    if (tells_spans_ || !upper || c <= 1) break;
  }
  return TableGrid::kNone;
}

void TableHeaders::AddColumn(size_t row, size_t column,
                             std::vector<int>& path) const {
  const RowContext& context = contexts_[row];
  if (row < context.header_end) return;
  for (size_t r = context.header_begin; r < context.header_end; ++r) {
    const int header = HeaderAt(context, r, column);
    if (header == TableGrid::kNone || words_[header].IsUnitLabel()) continue;
    if (path.empty() || path.back() != header) path.push_back(header);
  }
}

// Adds the labels of a place; the column of the nearest, columns() for none.
size_t TableHeaders::AddRow(size_t row, size_t column,
                            std::vector<int>& path) const {
  size_t label = column;
  while (label > 0 &&
         (!IsTextAt(row, label - 1) || CellAt(row, label - 1)->is_unit)) {
    --label;
  }
  const size_t nearest = label > 0 ? label - 1 : columns();
  for (; label > 0 && path.size() < kMostLabels; --label) {
    int cell = grid_.At(row, label - 1);
    if (!IsTextAt(row, label - 1)) {
      const bool empty =
          cell == TableGrid::kNone || words_[cell].kind == Kind::kEmpty;
      if (!empty || tells_spans_) break;
      cell = labels_above_[row * columns() + label - 1];
      if (cell == TableGrid::kNone) break;
    }
    std::vector<int> header;
    AddColumn(row, label - 1, header);
    if (!header.empty() && IsRemark(WordsOf(header.back()))) continue;
    if (path.empty() || path.back() != cell) path.push_back(cell);
  }
  std::reverse(path.begin(), path.end());
  if (const size_t group = contexts_[row].group; group != kNoRow) {
    for (size_t c = 0; c < columns(); ++c) {
      if (IsTextAt(group, c)) {
        path.insert(path.begin(), grid_.At(group, c));
        break;
      }
    }
  }
  return nearest;
}

// The cell of the row that is the unit of a number: beside it, or in the column
// of units.
int TableHeaders::UnitCell(size_t row, size_t column) const {
  for (size_t c = column; c-- > 0;) {
    const CellWords* const cell = CellAt(row, c);
    if (cell == nullptr) continue;
    if (cell->is_unit && c > 0) return grid_.At(row, c);
    if (cell->kind == Kind::kText) break;
  }
  const CellWords* const next =
      column + 1 < columns() ? CellAt(row, column + 1) : nullptr;
  return next != nullptr && next->is_unit ? grid_.At(row, column + 1)
                                          : TableGrid::kNone;
}

bool TableHeaders::IsClass(size_t row, size_t label_column) const {
  std::vector<int> corner;
  AddColumn(row, label_column, corner);
  return std::any_of(corner.begin(), corner.end(),
                     [this](int cell) { return NamesClasses(WordsOf(cell)); });
}

bool TableHeaders::IsTotal(const PlaceHeaders& headers) const {
  const auto is_total = [this](int cell) {
    return IsTotalLabel(WordsOf(cell));
  };
  return std::any_of(headers.row.begin(), headers.row.end(), is_total) ||
         std::any_of(headers.column.begin(), headers.column.end(), is_total);
}

PlaceHeaders TableHeaders::At(size_t row, size_t column) const {
  PlaceHeaders headers;
  AddColumn(row, column, headers.column);
  const size_t label = AddRow(row, column, headers.row);
  headers.unit_cell = UnitCell(row, column);
  headers.part = label < columns() && IsClass(row, label) && !IsTotal(headers);
  return headers;
}

}  // namespace nianbao::extractor
