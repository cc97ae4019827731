// What rows become when they are printed, and what the documentation says of
// it.
#ifndef NIANBAO_TESTS_UNIT_CLIENT_OUTPUT_ROWS_PRINTED_ROWS_H_
#define NIANBAO_TESTS_UNIT_CLIENT_OUTPUT_ROWS_PRINTED_ROWS_H_

#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "client/output/rows/row_printer.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/paths.h"

namespace nianbao::client {

template <typename Message>
Message Parse(const char* text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

template <typename Row>
std::string Print(const RowKind<Row>& kind, Format format, const Row& row) {
  std::ostringstream out;
  OutputOptions options;
  options.format = format;
  absl::StatusOr<RowPrinter<Row>> printer =
      RowPrinter<Row>::Create(out, Screen(), options, kind);
  EXPECT_TRUE(printer.ok()) << printer.status();
  if (!printer.ok()) return "";
  absl::Status status = printer->Add(row);
  status.Update(printer->Finish());
  EXPECT_TRUE(status.ok()) << status;
  return out.str();
}

// "STATISTIC period area own = value unit status" of each fact.
template <typename Row>
std::vector<std::string> FactLines(const RowKind<Row>& kind, const Row& row,
                                   const FactScope& scope = {}) {
  std::vector<std::string> lines;
  for (const Fact& fact : Facts(kind, row, scope)) {
    std::ostringstream line;
    line << fact.statistic << " " << fact.period << " " << fact.area << " "
         << fact.own << " = ";
    if (fact.value) line << *fact.value;
    line << " " << fact.unit << " " << static_cast<char>(fact.status);
    lines.push_back(line.str());
  }
  return lines;
}

// The names of the statistics that a row has as facts, in their order.
template <typename Row>
std::vector<std::string> StatisticNames(const RowKind<Row>& kind,
                                        const Row& row) {
  std::vector<std::string> names;
  for (const Fact& fact : Facts(kind, row, FactScope())) {
    names.push_back(fact.statistic);
  }
  return names;
}

// The names of statistics that EXPORT.md lists for a command.
inline std::vector<std::string> DocumentedNames(const std::string& command) {
  std::ifstream file(SourceFile("client/EXPORT.md"));
  std::string line;
  while (std::getline(file, line) && line.rfind("| `" + command, 0) != 0) {
  }
  const std::string cell =
      line.substr(line.rfind('|', line.size() - 2));  // The last column.
  const std::regex name("`([A-Z][A-Z0-9_]*)`");
  std::vector<std::string> names;
  for (std::sregex_iterator it(cell.begin(), cell.end(), name), end; it != end;
       ++it) {
    names.push_back((*it)[1]);
  }
  return names;
}

}  // namespace nianbao::client

#endif  // NIANBAO_TESTS_UNIT_CLIENT_OUTPUT_ROWS_PRINTED_ROWS_H_
