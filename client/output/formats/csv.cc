#include "client/output/formats/csv.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace nianbao::client {
namespace {

// `value` as a field: in quotes where one of its characters would end the
// field.
std::string CsvField(const std::string& value) {
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  return absl::StrCat("\"", absl::StrReplaceAll(value, {{"\"", "\"\""}}), "\"");
}

}  // namespace

void PrintCsvLine(std::ostream& out, const std::vector<std::string>& values) {
  for (size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out << ",";
    out << CsvField(values[i]);
  }
  out << "\n";
}

}  // namespace nianbao::client
