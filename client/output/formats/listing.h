// Rows of messages in the format that was asked for.
//
//   Listing listing(std::cout, Format::kTable, {{"code"}, {"name"}});
//   listing.Add(division, {Text("110108"), Text("海淀区")});
//   listing.Finish();
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_LISTING_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_LISTING_H_

#include <ostream>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "client/output/formats/table.h"
#include "google/protobuf/message.h"

namespace nianbao::client {

// Listing prints the first four; for the others see fact.h.
enum class Format { kTable, kCsv, kJson, kJsonLines, kSdmxCsv, kJsonStat };

// What commands offer: for whole reports, for rows, for rows of a query.
inline constexpr Format kReportFormats[] = {Format::kTable, Format::kJson,
                                            Format::kJsonLines};
inline constexpr Format kRowFormats[] = {Format::kTable, Format::kCsv,
                                         Format::kJson, Format::kJsonLines};
inline constexpr Format kQueryFormats[] = {Format::kTable,   Format::kCsv,
                                           Format::kJson,    Format::kJsonLines,
                                           Format::kSdmxCsv, Format::kJsonStat};

// Adds --format, which takes the words for `formats` and nothing else. `format`
// holds the default and must outlive `command`.
void AddFormatOption(CLI::App& command, Format& format,
                     absl::Span<const Format> formats);

// One value, for people (in tables) and for programs (in CSV).
struct Cell {
  std::string readable;
  std::string plain;
};

Cell Text(absl::string_view text);
Cell Number(double value);
Cell Count(int64_t value);
// `fraction` in [0, 1]; a table shows it as percent.
Cell Share(double fraction);
// An empty cell when `present` is false.
Cell NumberIf(bool present, double value);
Cell ShareIf(bool present, double fraction);
// Zero is left to the reader of a program: a table shows an empty cell.
Cell CountIfAny(int64_t value);
// An empty cell for 0.
Cell Year(int year);

// Not thread-safe. Prints nothing before the first row or the end, so that a
// query that fails has no output. Holds at most kRowsPerTable rows: a longer
// table is printed as several, each with its headings.
class Listing {
 public:
  static constexpr size_t kRowsPerTable = 1000;

  // `out` must outlive the listing.
  Listing(std::ostream& out, Format format, std::vector<Column> columns);

  // `cells` has an entry for each column; read for tables and CSV only.
  void Add(const google::protobuf::Message& message,
           const std::vector<Cell>& cells);

  // Prints what is held back. Must be the last call.
  void Finish();

  // Rows added.
  size_t size() const { return size_; }

 private:
  // Prints what comes before the first row, once.
  void Begin();
  void PrintTable();

  std::ostream& out_;
  const Format format_;
  const std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
  bool begun_ = false;
  size_t size_ = 0;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_LISTING_H_
