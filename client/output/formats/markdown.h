// Tables of GitHub Flavored Markdown.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_MARKDOWN_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_MARKDOWN_H_

#include <string>
#include <vector>

#include "client/output/formats/cell.h"
#include "client/output/formats/table.h"
#include "client/output/language.h"

namespace nianbao::client {

// A line of headings, one that aligns numbers right, and a line for each row,
// each ended by a newline. A column without any text is left out. Characters
// that would begin markup or end a cell have a backslash before them; a line
// break is <br>. Nothing for no rows.
std::string RenderMarkdown(const std::vector<Column>& columns,
                           const std::vector<std::vector<Cell>>& rows,
                           Language language);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_MARKDOWN_H_
