// Text tables whose columns line up on a terminal, Chinese included.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_TABLE_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_TABLE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::client {

struct Column {
  // In lower case with underscores: "standard_deviation".
  std::string name;
  enum class Align { kLeft, kRight } align = Align::kLeft;
};

// Columns that `text` takes on a terminal: two for a Chinese character, none
// for a combining one. `text` is UTF-8; a byte that is not counts as one.
int DisplayWidth(absl::string_view text);

// A line of headings and a line for each row, each ended by a newline. Every
// row has as many cells as there are columns. A column without any text is left
// out. Cells are shown Printable (client/output/printable.h).
std::string RenderTable(const std::vector<Column>& columns,
                        const std::vector<std::vector<std::string>>& rows);

// A table whose rows come over time. The line of headings comes first and again
// whenever a column has become wider or has got its first text. Not
// thread-safe.
class GrowingTable {
 public:
  explicit GrowingTable(std::vector<Column> columns);

  // Lines as RenderTable gives them; nothing for no rows.
  std::string Append(const std::vector<std::vector<std::string>>& rows);

 private:
  std::string Line(const std::vector<std::string>& cells) const;

  const std::vector<Column> columns_;
  // How wide each column is on the terminal; 0 for one without any text so far.
  std::vector<int> widths_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_TABLE_H_
