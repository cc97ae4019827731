#include "client/output/formats/listing.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "client/output/formats/csv.h"
#include "client/output/formats/json.h"
#include "client/output/formats/table_writer.h"
#include "client/output/formats/xlsx.h"

namespace nianbao::client {
namespace {

bool IsJson(Format format) {
  return format == Format::kJson || format == Format::kJsonLines;
}

bool IsOfFacts(Format format) {
  return format == Format::kSdmxCsv || format == Format::kJsonStat;
}

bool IsSeparated(Format format) {
  return format == Format::kCsv || format == Format::kTsv;
}

// Which options go with which formats.
absl::Status CheckOptions(const OutputOptions& options) {
  const Format format = options.format;
  if (!options.columns.empty() && (IsJson(format) || IsOfFacts(format))) {
    return absl::InvalidArgumentError(
        "--columns goes with table, csv, tsv, markdown and xlsx");
  }
  if (!options.sort.empty() && IsOfFacts(format)) {
    return absl::InvalidArgumentError(
        "--sort orders rows; sdmx-csv and json-stat have single figures");
  }
  if (options.no_header && !IsSeparated(format) && format != Format::kTable &&
      format != Format::kXlsx) {
    return absl::InvalidArgumentError(
        "--no-header goes with table, csv, tsv and xlsx");
  }
  if ((options.bom || options.raw) && !IsSeparated(format)) {
    return absl::InvalidArgumentError(absl::StrCat(
        options.bom ? "--bom" : "--raw", " goes with csv and tsv"));
  }
  return absl::OkStatus();
}

// The index of the column that `name` means: its id, its heading in either
// language, whatever the case.
absl::StatusOr<size_t> FindColumn(const std::vector<Column>& columns,
                                  absl::string_view name) {
  const std::string id = absl::StrReplaceAll(
      absl::AsciiStrToLower(absl::StripAsciiWhitespace(name)), {{" ", "_"}});
  for (size_t c = 0; c < columns.size(); ++c) {
    const ColumnName& column = columns[c].name;
    if (id == column.id || (!id.empty() && id == column.chinese)) return c;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "no column ", name, "; there are ",
      absl::StrJoin(columns, ", ", [](std::string* out, const Column& column) {
        absl::StrAppend(out, column.name.id);
      })));
}

// A row of JSON each, as an array or on lines.
class JsonWriter : public RowWriter {
 public:
  JsonWriter(std::ostream& out, bool lines) : out_(out), lines_(lines) {}

  absl::Status Add(ListedRow row) override {
    if (lines_) {
      out_ << row.json << "\n";
    } else {
      out_ << (any_ ? ",\n" : "[\n") << row.json;
    }
    any_ = true;
    return absl::OkStatus();
  }

  absl::Status Finish() override {
    // An array without rows still has its brackets.
    if (!lines_) out_ << (any_ ? "\n]\n" : "[]\n");
    return absl::OkStatus();
  }

 private:
  std::ostream& out_;
  const bool lines_;
  bool any_ = false;
};

// The headings of a file that programs read: in Chinese only where that was
// asked for.
std::vector<std::string> FileHeadings(const OutputOptions& options,
                                      const std::vector<Column>& columns) {
  std::vector<std::string> headings;
  if (options.no_header) return headings;
  for (const Column& column : columns) {
    const bool chinese = options.language == Language::kChinese;
    headings.push_back(chinese ? Heading(column.name, Language::kChinese)
                               : column.name.id);
  }
  return headings;
}

std::unique_ptr<RowWriter> MakeRowWriter(std::ostream& out,
                                         const Screen& screen,
                                         const OutputOptions& options,
                                         std::vector<Column> columns) {
  switch (options.format) {
    case Format::kTable:
    case Format::kMarkdown: {
      TableLook look;
      look.screen = screen;
      look.language = ResolveLanguage(options.language, screen.is_terminal);
      look.header = !options.no_header;
      look.keep_columns = !options.columns.empty();
      look.markdown = options.format == Format::kMarkdown;
      return std::make_unique<TableWriter>(out, std::move(columns), look);
    }
    case Format::kCsv:
    case Format::kTsv: {
      const SeparatedWriter::Dialect dialect = {options.format == Format::kTsv,
                                                options.raw, options.bom};
      return std::make_unique<SeparatedWriter>(
          out, FileHeadings(options, columns), dialect);
    }
    case Format::kXlsx:
      return std::make_unique<XlsxWriter>(
          out, options.sheet, FileHeadings(options, columns), options.language);
    case Format::kJson:
    case Format::kJsonLines:
      return std::make_unique<JsonWriter>(out,
                                          options.format == Format::kJsonLines);
    case Format::kSqlite:
    case Format::kSdmxCsv:
    case Format::kJsonStat:
      break;  // No writer of rows prints them.
  }
  return nullptr;
}

// What a cell is sorted by: numbers as numbers before texts, and cells without
// anything after both.
struct SortKey {
  explicit SortKey(const Cell& cell) : text(cell.plain) {
    const bool is_number =
        cell.kind == Cell::Kind::kNumber || cell.kind == Cell::Kind::kPercent;
    if (cell.plain.empty()) {
      place = 2;
    } else if (!is_number || !absl::SimpleAtod(cell.plain, &number)) {
      place = 1;
    }
  }

  int place = 0;
  double number = 0;
  absl::string_view text;
};

bool ComesBefore(const SortKey& a, const SortKey& b, bool descending) {
  if (a.place != b.place) return a.place < b.place;
  if (a.place == 0 && a.number != b.number) {
    return descending ? a.number > b.number : a.number < b.number;
  }
  if (a.place != 1) return false;
  return descending ? a.text > b.text : a.text < b.text;
}

}  // namespace

absl::StatusOr<Listing> Listing::Create(std::ostream& out, const Screen& screen,
                                        const OutputOptions& options,
                                        std::vector<Column> columns) {
  const absl::Status checked = CheckOptions(options);
  if (!checked.ok()) return checked;
  Listing listing;
  listing.format_ = options.format;
  for (const std::string& name : options.columns) {
    const absl::StatusOr<size_t> column = FindColumn(columns, name);
    if (!column.ok()) return column.status();
    listing.chosen_.push_back(*column);
  }
  if (options.columns.empty()) {
    listing.chosen_.resize(columns.size());
    std::iota(listing.chosen_.begin(), listing.chosen_.end(), 0);
  }
  if (!options.sort.empty()) {
    absl::string_view name = options.sort;
    const bool descending = absl::ConsumePrefix(&name, "-");
    const absl::StatusOr<size_t> column = FindColumn(columns, name);
    if (!column.ok()) return column.status();
    listing.order_ = {*column, descending};
  }
  std::vector<Column> printed;
  for (const size_t column : listing.chosen_) {
    printed.push_back(columns[column]);
  }
  listing.writer_ = MakeRowWriter(out, screen, options, std::move(printed));
  return listing;
}

absl::Status Listing::Add(const google::protobuf::Message& message,
                          std::vector<Cell> cells) {
  ++size_;
  ListedRow row = {std::move(cells), ""};
  if (IsJson(format_)) row.json = ToJson(message);
  if (!order_) return Write(std::move(row));
  if (held_.size() == kMaxSortedRows) {
    return absl::ResourceExhaustedError(
        absl::StrCat("more than ", kMaxSortedRows,
                     " rows are too many to sort; leave --sort out, or ask "
                     "for less"));
  }
  held_.push_back(std::move(row));
  return absl::OkStatus();
}

absl::Status Listing::Write(ListedRow row) {
  if (writer_ == nullptr) return absl::OkStatus();
  if (IsJson(format_)) return writer_->Add(std::move(row));
  ListedRow printed;
  for (const size_t column : chosen_) {
    printed.cells.push_back(row.cells[column]);
  }
  return writer_->Add(std::move(printed));
}

void Listing::Sort() {
  const size_t column = order_->column;
  const bool descending = order_->descending;
  std::vector<SortKey> keys;
  keys.reserve(held_.size());
  for (const ListedRow& row : held_) keys.emplace_back(row.cells[column]);
  std::vector<size_t> places(held_.size());
  std::iota(places.begin(), places.end(), 0);
  std::stable_sort(places.begin(), places.end(), [&](size_t a, size_t b) {
    return ComesBefore(keys[a], keys[b], descending);
  });
  std::vector<ListedRow> sorted;
  sorted.reserve(held_.size());
  for (const size_t place : places) sorted.push_back(std::move(held_[place]));
  held_ = std::move(sorted);
}

absl::Status Listing::Finish() {
  if (order_) Sort();
  for (ListedRow& row : std::exchange(held_, {})) {
    absl::Status written = Write(std::move(row));
    if (!written.ok()) return written;
  }
  return writer_ == nullptr ? absl::OkStatus() : writer_->Finish();
}

}  // namespace nianbao::client
