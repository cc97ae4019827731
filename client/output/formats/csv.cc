#include "client/output/formats/csv.h"

#include <utility>

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

// `text` as a field of TSV.
std::string TsvField(const std::string& text) {
  return WithoutControls(absl::StrReplaceAll(
      text, {{"\\", "\\\\"}, {"\t", "\\t"}, {"\n", "\\n"}, {"\r", "\\r"}}));
}

// U+FEFF.
constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

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

void PrintTsvLine(std::ostream& out, const std::vector<std::string>& values) {
  for (size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out << "\t";
    out << TsvField(values[i]);
  }
  out << "\n";
}

SeparatedWriter::SeparatedWriter(std::ostream& out,
                                 std::vector<std::string> headings,
                                 Dialect dialect)
    : out_(out), headings_(std::move(headings)), dialect_(dialect) {}

void SeparatedWriter::Begin() {
  if (std::exchange(begun_, true)) return;
  if (dialect_.bom) out_ << kByteOrderMark;
  if (!headings_.empty()) PrintLine(headings_);
}

void SeparatedWriter::PrintLine(const std::vector<std::string>& values) {
  if (dialect_.tabs) {
    PrintTsvLine(out_, values);
  } else {
    PrintCsvLine(out_, values);
  }
}

absl::Status SeparatedWriter::Add(ListedRow row) {
  Begin();
  std::vector<std::string> values;
  values.reserve(row.cells.size());
  for (const Cell& cell : row.cells) {
    const bool is_number =
        cell.kind == Cell::Kind::kNumber || cell.kind == Cell::Kind::kPercent;
    values.push_back(is_number || dialect_.raw ? cell.plain
                                               : NoFormula(cell.plain));
  }
  PrintLine(values);
  return absl::OkStatus();
}

absl::Status SeparatedWriter::Finish() {
  Begin();
  return absl::OkStatus();
}

}  // namespace nianbao::client
