#include "client/listing.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/choice.h"
#include "client/json.h"
#include "client/numbers.h"

namespace nianbao {
namespace {

// RFC 4180.
std::string CsvField(const std::string& value) {
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  return absl::StrCat("\"", absl::StrReplaceAll(value, {{"\"", "\"\""}}), "\"");
}

}  // namespace

void AddFormatOption(CLI::App& command, Format& format, bool csv) {
  std::map<std::string, Format> formats = {{"table", Format::kTable},
                                           {"json", Format::kJson},
                                           {"jsonl", Format::kJsonLines}};
  if (csv) formats["csv"] = Format::kCsv;
  command
      .add_option("--format", format,
                  csv ? "table, csv, json (one array) or jsonl (a line each)"
                      : "table, json (one array) or jsonl (a line each)")
      ->transform(Choice(formats))
      ->type_name("FORMAT");
}

Cell Text(absl::string_view text) {
  return {std::string(text), std::string(text)};
}

Cell Number(double value) {
  return {ReadableNumber(value), PlainNumber(value)};
}

Cell Count(int64_t value) {
  return {ReadableNumber(static_cast<double>(value)), absl::StrCat(value)};
}

Cell Share(double fraction) {
  return {absl::StrCat(ReadableNumber(100 * fraction), "%"),
          PlainNumber(fraction)};
}

Listing::Listing(std::ostream& out, Format format, std::vector<Column> columns)
    : out_(out), format_(format), columns_(std::move(columns)) {
  if (format_ == Format::kJson) out_ << "[";
  if (format_ == Format::kCsv) {
    std::vector<std::string> names;
    for (const Column& column : columns_) names.push_back(column.name);
    PrintCsvLine(names);
  }
}

void Listing::Add(const google::protobuf::Message& message,
                  const std::vector<Cell>& cells) {
  switch (format_) {
    case Format::kTable: {
      if (rows_.size() == kRowsPerTable) PrintTable();
      std::vector<std::string> row;
      for (const Cell& cell : cells) row.push_back(cell.readable);
      rows_.push_back(std::move(row));
      break;
    }
    case Format::kCsv: {
      std::vector<std::string> values;
      for (const Cell& cell : cells) values.push_back(cell.plain);
      PrintCsvLine(values);
      break;
    }
    case Format::kJson:
      out_ << (size_ == 0 ? "\n" : ",\n") << ToJson(message);
      break;
    case Format::kJsonLines:
      out_ << ToJson(message) << "\n";
      break;
  }
  ++size_;
}

void Listing::Finish() {
  if (!rows_.empty()) PrintTable();
  if (format_ == Format::kJson) out_ << (size_ == 0 ? "]\n" : "\n]\n");
}

void Listing::PrintTable() {
  out_ << RenderTable(columns_, rows_);
  rows_.clear();
}

void Listing::PrintCsvLine(const std::vector<std::string>& values) {
  for (size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out_ << ",";
    out_ << CsvField(values[i]);
  }
  out_ << "\n";
}

}  // namespace nianbao
