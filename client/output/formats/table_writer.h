// Rows as tables for people: plain ones, those that fit a terminal, Markdown.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_TABLE_WRITER_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_TABLE_WRITER_H_

#include <ostream>
#include <string>
#include <vector>

#include "client/output/formats/row_writer.h"
#include "client/output/formats/table.h"
#include "client/output/language.h"
#include "client/output/screen.h"
#include "client/output/terminal.h"

namespace nianbao::client {

// How tables look.
struct TableLook {
  // A table fits it, where it is a terminal.
  Screen screen;
  Language language = Language::kEnglish;
  bool header = true;
  // Whether the columns were chosen by who asks, so that none is left out for
  // saying the same in all rows or for the width.
  bool keep_columns = false;
  // A table of Markdown, of any width.
  bool markdown = false;
};

// Prints tables of rows as they come. On a terminal
//
//   - a column that says the same in all rows is said once above them;
//   - what a single value says twice is left out (Need::kIfSeveral);
//   - long texts are cut, then columns left out, which a last line names;
//   - where that is not enough, the columns of a row stand one under another.
//
// All of it holds for each table of kRowsPerTable rows: a longer one is printed
// as several, each with its headings. Memory is bounded by that.
class TableWriter : public RowWriter {
 public:
  // The rows that the widths of a table's columns are taken from. Some screens
  // full: enough for columns to stay in line where a reader looks, and a bound
  // for the memory of a query whose answer is long.
  static constexpr size_t kRowsPerTable = 1000;

  // `out` must outlive the writer.
  TableWriter(std::ostream& out, std::vector<Column> columns, TableLook look);

  // Never an error.
  absl::Status Add(ListedRow row) override;
  absl::Status Finish() override;

 private:
  // Prints the rows that are held.
  void Print();
  void PrintPlain();
  void PrintFitted();
  // A line for each column that says the same in all rows; returns the others.
  std::vector<size_t> SayWhatIsCommon(std::vector<size_t> columns);
  void PrintLines(const std::vector<size_t>& columns,
                  const std::vector<int>& widths);
  void PrintRecords(const std::vector<size_t>& columns);
  void PrintLeftOut(const std::vector<size_t>& columns,
                    const std::vector<int>& widths);
  // The columns with any text that are not left out for single values.
  std::vector<size_t> ColumnsWithText() const;
  bool EachIsOneValue() const;
  bool IsCommon(size_t column) const;
  // How wide a column is with all its texts.
  int WidthOf(size_t column) const;
  std::string HeadingOf(size_t column) const;
  // `style` where the screen is coloured.
  Style Coloured(Style style) const;

  std::ostream& out_;
  const std::vector<Column> columns_;
  const TableLook look_;
  // Those not printed yet; their readable texts are as they are shown.
  std::vector<std::vector<Cell>> rows_;
  bool printed_any_ = false;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_TABLE_WRITER_H_
