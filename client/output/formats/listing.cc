#include "client/output/formats/listing.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "client/asking/choice.h"
#include "client/output/formats/csv.h"
#include "client/output/formats/json.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

struct Word {
  const char* word;
  const char* explanation;
};

Word WordFor(Format format) {
  switch (format) {
    case Format::kTable:
      return {"table", ""};
    case Format::kCsv:
      return {"csv", ""};
    case Format::kJson:
      return {"json", " (one array)"};
    case Format::kJsonLines:
      return {"jsonl", " (a line each)"};
    case Format::kSdmxCsv:
      return {"sdmx-csv", ""};
    case Format::kJsonStat:
      return {"json-stat", ""};
  }
  return {};
}

}  // namespace

void AddFormatOption(CLI::App& command, Format& format,
                     absl::Span<const Format> formats) {
  std::map<std::string, Format> choices;
  std::string description;
  for (auto it = formats.begin(); it != formats.end(); ++it) {
    const auto [word, explanation] = WordFor(*it);
    choices[word] = *it;
    if (it != formats.begin()) {
      description += it + 1 == formats.end() ? " or " : ", ";
    }
    absl::StrAppend(&description, word, explanation);
  }
  command.add_option("--format", format, description)
      ->transform(Choice(choices))
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

Cell NumberIf(bool present, double value) {
  return present ? Number(value) : Text("");
}

Cell ShareIf(bool present, double fraction) {
  return present ? Share(fraction) : Text("");
}

Cell CountIfAny(int64_t value) {
  Cell cell = Count(value);
  if (value == 0) cell.readable.clear();
  return cell;
}

Cell Year(int year) { return Text(year == 0 ? "" : absl::StrCat(year)); }

Listing::Listing(std::ostream& out, Format format, std::vector<Column> columns)
    : out_(out), format_(format), columns_(std::move(columns)) {}

void Listing::Begin() {
  if (begun_) return;
  begun_ = true;
  if (format_ == Format::kJson) out_ << "[";
  if (format_ == Format::kCsv) {
    std::vector<std::string> names;
    for (const Column& column : columns_) names.push_back(column.name);
    PrintCsvLine(out_, names);
  }
}

void Listing::Add(const google::protobuf::Message& message,
                  const std::vector<Cell>& cells) {
  Begin();
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
      PrintCsvLine(out_, values);
      break;
    }
    case Format::kJson:
      out_ << (size_ == 0 ? "\n" : ",\n") << ToJson(message);
      break;
    case Format::kJsonLines:
      out_ << ToJson(message) << "\n";
      break;
    case Format::kSdmxCsv:
    case Format::kJsonStat:
      break;
  }
  ++size_;
}

void Listing::Finish() {
  Begin();
  if (!rows_.empty()) PrintTable();
  if (format_ == Format::kJson) out_ << (size_ == 0 ? "]\n" : "\n]\n");
}

void Listing::PrintTable() {
  out_ << RenderTable(columns_, rows_);
  rows_.clear();
}

}  // namespace nianbao::client
