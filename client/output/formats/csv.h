// Lines of comma-separated values as of RFC 4180, but for line ends: a line
// feed alone, as other Unix tools write them.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_CSV_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_CSV_H_

#include <ostream>
#include <string>
#include <vector>

namespace nianbao::client {

// `text` with an apostrophe before it where a spreadsheet would take it for a
// formula: where it begins with = + - @ or with a control character, before
// which some leave out what they do not know. What was written by somebody
// else must not be computed by who opens the file.
std::string NoFormula(const std::string& text);

// A value with a comma, a quote or a line end is quoted, its quotes doubled. Of
// control characters only line feeds are written, others as spaces.
void PrintCsvLine(std::ostream& out, const std::vector<std::string>& values);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_CSV_H_
