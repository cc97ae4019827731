// The formats that commands print in, and what else is asked of their output.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_FORMAT_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_FORMAT_H_

#include <string>
#include <vector>

#include "client/output/language.h"

namespace nianbao::client {

// A FactWriter prints the last two, a Listing the others, but for SQLite, which
// holds several lists (commands/moving).
enum class Format {
  kTable,
  kCsv,
  kTsv,
  kJson,
  kJsonLines,
  kMarkdown,
  kXlsx,
  kSqlite,
  kSdmxCsv,
  kJsonStat
};

// What commands offer: for whole reports, for rows, for rows of a query.
inline constexpr Format kReportFormats[] = {Format::kTable, Format::kJson,
                                            Format::kJsonLines};
inline constexpr Format kRowFormats[] = {
    Format::kTable,     Format::kCsv,      Format::kTsv, Format::kJson,
    Format::kJsonLines, Format::kMarkdown, Format::kXlsx};
inline constexpr Format kQueryFormats[] = {
    Format::kTable, Format::kCsv,       Format::kTsv,
    Format::kJson,  Format::kJsonLines, Format::kMarkdown,
    Format::kXlsx,  Format::kSdmxCsv,   Format::kJsonStat};

// What the flags of a command say of its output.
struct OutputOptions {
  Format format = Format::kTable;
  // Of CSV and TSV: texts that a spreadsheet would take for formulas as they
  // are, and a byte order mark, by which spreadsheets know UTF-8.
  bool raw = false;
  bool bom = false;
  // A file in the place of standard output; empty for none.
  std::string file;
  // Names of columns, in the order in which they are to come; all when empty.
  std::vector<std::string> columns;
  // The name of the column that rows are to be in the order of, with "-" before
  // it the greatest first; empty for the order in which they come.
  std::string sort;
  bool no_header = false;
  bool no_pager = false;
  Language language = Language::kAuto;
  // What a sheet of a workbook is called.
  std::string sheet = "nianbao";
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_FORMAT_H_
