// Lines of comma-separated values as of RFC 4180, but for line ends: a line
// feed alone, as other Unix tools write them.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_CSV_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_CSV_H_

#include <ostream>
#include <string>
#include <vector>

namespace nianbao::client {

// A value with a comma, a quote or a line end is quoted, its quotes doubled.
void PrintCsvLine(std::ostream& out, const std::vector<std::string>& values);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_CSV_H_
