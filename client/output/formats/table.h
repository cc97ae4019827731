// Text tables whose columns line up on a terminal, Chinese included.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_TABLE_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_TABLE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/output/language.h"

namespace nianbao::client {

// Which columns a terminal that is too narrow for all has.
enum class Need {
  // Left out where it does not fit.
  kUsual,
  // Never left out.
  kMost,
  // The same as kUsual, and left out where the column "count" is 1 in all rows.
  kIfSeveral,
};

// What a column is called, and how much it is needed.
struct ColumnName {
  ColumnName(const char* english, const char* in_chinese = "",
             Need how_much = Need::kUsual)
      : id(english), chinese(in_chinese), need(how_much) {}
  ColumnName(std::string english, std::string in_chinese = "",
             Need how_much = Need::kUsual)
      : id(std::move(english)),
        chinese(std::move(in_chinese)),
        need(how_much) {}

  // In lower case with underscores: "standard_deviation".
  std::string id;
  // Its heading in Chinese; empty where that is the English one.
  std::string chinese;
  Need need;
};

struct Column {
  ColumnName name;
  enum class Align { kLeft, kRight } align = Align::kLeft;
};

// "MEAN VALUE" of "mean_value", or what it is called in Chinese.
std::string Heading(const ColumnName& name,
                    Language language = Language::kEnglish);

// Columns that `text` takes on a terminal: two for a Chinese character, none
// for a combining one. `text` is UTF-8; a byte that is not counts as one.
int DisplayWidth(absl::string_view text);

// The space between columns. Two, since cells themselves hold single ones.
inline constexpr absl::string_view kColumnGap = "  ";

// `text`, no wider than `width`, with spaces to be as wide.
std::string Padded(absl::string_view text, Column::Align align, int width);

// A line of headings and a line for each row, each ended by a newline. Every
// row has as many cells as there are columns. A column without any text is left
// out. Cells are shown Printable (client/output/printable.h).
std::string RenderTable(const std::vector<Column>& columns,
                        const std::vector<std::vector<std::string>>& rows,
                        Language language = Language::kEnglish);

// A table whose rows come over time. The line of headings comes first and again
// whenever a column has become wider or has got its first text. Not
// thread-safe.
class GrowingTable {
 public:
  explicit GrowingTable(std::vector<Column> columns,
                        Language language = Language::kEnglish);

  // Lines as RenderTable gives them; nothing for no rows.
  std::string Append(const std::vector<std::vector<std::string>>& rows);

 private:
  std::string Line(const std::vector<std::string>& cells) const;

  const std::vector<Column> columns_;
  // Of each column.
  std::vector<std::string> headings_;
  // How wide each column is on the terminal; 0 for one without any text so far.
  std::vector<int> widths_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_TABLE_H_
