// Values separated by commas or by tabs.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_CSV_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_CSV_H_

#include <ostream>
#include <string>
#include <vector>

#include "client/output/formats/row_writer.h"

namespace nianbao::client {

// `text` with an apostrophe before it where a spreadsheet would take it for a
// formula: where it begins with = + - @ or with a control character, before
// which some leave out what they do not know. What was written by somebody
// else must not be computed by who opens the file.
std::string NoFormula(const std::string& text);

// A line of RFC 4180, but for its end: a line feed alone, as other Unix tools
// write it. A value with a comma, a quote or a line end is quoted, its quotes
// doubled. Of control characters only line feeds are written, others as spaces.
void PrintCsvLine(std::ostream& out, const std::vector<std::string>& values);

// A line of tab-separated values without quoting: a tab, a line feed, a
// carriage return or a backslash within a value is \t, \n, \r or \\; other
// control characters are spaces.
void PrintTsvLine(std::ostream& out, const std::vector<std::string>& values);

// Rows in either, each when it comes.
class SeparatedWriter : public RowWriter {
 public:
  struct Dialect {
    bool tabs = false;
    // Texts that a spreadsheet would take for formulas as they are.
    bool raw = false;
    // A byte order mark before all.
    bool bom = false;
  };

  // Without a line of headings where that is empty. `out` must outlive the
  // writer.
  SeparatedWriter(std::ostream& out, std::vector<std::string> headings,
                  Dialect dialect);

  // Never an error.
  absl::Status Add(ListedRow row) override;
  absl::Status Finish() override;

 private:
  // Writes what comes before the first row, once.
  void Begin();
  void PrintLine(const std::vector<std::string>& values);

  std::ostream& out_;
  const std::vector<std::string> headings_;
  const Dialect dialect_;
  bool begun_ = false;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_CSV_H_
