// Tables of a plain text.
#ifndef NIANBAO_EXTRACTOR_TABLES_TEXT_TABLES_H_
#define NIANBAO_EXTRACTOR_TABLES_TEXT_TABLES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/tables/table.h"

namespace nianbao::extractor {

// The tables of a text in UTF-8: two lines or more in a row, of two cells or
// more each, which bars, tabs or blanks keep apart. Whether they hold figures
// is not asked. Linear time.
std::vector<Table> FindTextTables(absl::string_view utf8);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TABLES_TEXT_TABLES_H_
