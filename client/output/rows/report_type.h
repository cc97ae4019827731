// Types of reports as words, which flags take and rows show.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_REPORT_TYPE_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_REPORT_TYPE_H_

#include <map>
#include <string>

#include "client/output/formats/cell.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

// "disclosure"; empty for an unspecified type.
std::string ReportTypeWord(v1::Report::Type type);

// Types by all words that mean them, the Chinese ones too.
const std::map<std::string, v1::Report::Type>& ReportTypeWords();

// The word; a table leaves that of rule-of-law reports out, since most are.
Cell ReportTypeCell(v1::Report::Type type);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_REPORT_TYPE_H_
