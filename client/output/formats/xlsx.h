// Rows as a workbook of Excel and LibreOffice.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_XLSX_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_XLSX_H_

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "client/output/formats/row_writer.h"
#include "client/output/language.h"

namespace nianbao::client {

// One sheet: numbers as numbers, percentages with their sign, all else as text,
// so that nothing is taken for a formula; the line of headings bold and frozen,
// columns as wide as their texts within bounds. Control characters are spaces;
// of a text only the first 32,767 characters are there, the most that a cell
// holds. Rows go through a temporary file: memory does not grow with them. Not
// thread-safe.
class XlsxWriter : public RowWriter {
 public:
  // `out` gets the workbook at the end and must outlive the writer. Without a
  // line of headings where that is empty. Words are in `language`.
  XlsxWriter(std::ostream& out, const std::string& sheet,
             const std::vector<std::string>& headings, Language language);
  ~XlsxWriter() override;

  // RESOURCE_EXHAUSTED beyond the 1,048,576 rows of a sheet; INTERNAL where the
  // temporary file cannot be written.
  absl::Status Add(ListedRow row) override;
  absl::Status Finish() override;

 private:
  // The library's workbook and what belongs to it.
  struct Workbook;

  absl::Status WriteCell(uint16_t column, const Cell& cell);
  absl::Status WriteText(uint16_t column, const std::string& text);
  // Notes how wide the column must be for `text`.
  void Widen(uint16_t column, const std::string& text);

  std::ostream& out_;
  const Language language_;
  // The first error; all calls after it return it.
  absl::Status status_;
  std::unique_ptr<Workbook> workbook_;
  // Of each column, in characters.
  std::vector<int> widths_;
  uint32_t next_row_ = 0;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_XLSX_H_
