#include "client/output/formats/csv.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/output/printable.h"

namespace nianbao::client {
namespace {

// `text` as a field: in quotes where one of its characters would end the
// field.
std::string CsvField(const std::string& text) {
  const std::string value = WithoutControls(text);
  if (value.find_first_of(",\"\n") == std::string::npos) return value;
  return absl::StrCat("\"", absl::StrReplaceAll(value, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string NoFormula(const std::string& text) {
  constexpr absl::string_view kSigns = "=+-@";
  if (text.empty() || (kSigns.find(text[0]) == absl::string_view::npos &&
                       !absl::ascii_iscntrl(text[0]))) {
    return text;
  }
  return absl::StrCat("'", text);
}

void PrintCsvLine(std::ostream& out, const std::vector<std::string>& values) {
  for (size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out << ",";
    out << CsvField(values[i]);
  }
  out << "\n";
}

}  // namespace nianbao::client
