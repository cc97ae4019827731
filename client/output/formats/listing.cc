#include "client/output/formats/listing.h"

#include "client/output/formats/csv.h"
#include "client/output/formats/json.h"

namespace nianbao::client {

Listing::Listing(std::ostream& out, Format format, std::vector<Column> columns)
    : out_(out), format_(format), columns_(std::move(columns)) {}

void Listing::Begin() {
  if (begun_) return;
  begun_ = true;
  if (format_ == Format::kJson) out_ << "[";
  if (format_ == Format::kCsv || format_ == Format::kRawCsv) {
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
      // Held back until the widths of many rows are known.
      if (rows_.size() == kRowsPerTable) PrintTable();
      std::vector<std::string> row;
      row.reserve(cells.size());
      for (const Cell& cell : cells) row.push_back(cell.readable);
      rows_.push_back(std::move(row));
      break;
    }
    case Format::kCsv:
    case Format::kRawCsv: {
      std::vector<std::string> values;
      values.reserve(cells.size());
      for (const Cell& cell : cells) {
        const bool as_is = cell.is_number || format_ == Format::kRawCsv;
        values.push_back(as_is ? cell.plain : NoFormula(cell.plain));
      }
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
      break;  // A FactWriter prints them.
  }
  ++size_;
}

void Listing::Finish() {
  // A listing without rows still has its header or its brackets.
  Begin();
  if (!rows_.empty()) PrintTable();
  if (format_ == Format::kJson) out_ << (size_ == 0 ? "]\n" : "\n]\n");
}

void Listing::PrintTable() {
  out_ << RenderTable(columns_, rows_);
  rows_.clear();
}

}  // namespace nianbao::client
