// Rows of messages in the format that was asked for.
//
//   OutputOptions options;
//   options.sort = "-name";
//   absl::StatusOr<Listing> listing =
//       Listing::Create(std::cout, {}, options, {{"code"}, {"name"}});
//   if (!listing.ok()) return listing.status();
//   absl::Status added =
//       listing->Add(division, {Text("110108"), Text("海淀区")});
//   absl::Status finished = listing->Finish();
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_LISTING_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_LISTING_H_

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/output/formats/cell.h"
#include "client/output/formats/format.h"
#include "client/output/formats/row_writer.h"
#include "client/output/formats/table.h"
#include "client/output/screen.h"

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace nianbao::client {

// Prints nothing before the first row or the end, so that a query that fails
// has no output. Holds at most TableWriter::kRowsPerTable rows of a table, all
// that are to be sorted, and of other formats none. In the formats of facts it
// prints nothing. Not thread-safe.
class Listing {
 public:
  // The most rows that are sorted.
  static constexpr size_t kMaxSortedRows = 100'000;

  // INVALID_ARGUMENT, in words of the command's flags, for options that do not
  // go with the format and for columns that there are not. `screen` is that of
  // `out`, which must outlive the listing.
  static absl::StatusOr<Listing> Create(std::ostream& out, const Screen& screen,
                                        const OutputOptions& options,
                                        std::vector<Column> columns);

  // `cells` has an entry for each column; not read for JSON. An error ends the
  // output: RESOURCE_EXHAUSTED beyond kMaxSortedRows, or as the format's.
  absl::Status Add(const google::protobuf::Message& message,
                   std::vector<Cell> cells);

  // Prints what is held back. Must be the last call.
  absl::Status Finish();

  // Rows added.
  size_t size() const { return size_; }

 private:
  struct Order {
    size_t column;
    bool descending;
  };

  Listing() = default;
  absl::Status Write(ListedRow row);
  void Sort();

  Format format_ = Format::kTable;
  // The columns printed, as indices of those that rows have.
  std::vector<size_t> chosen_;
  std::optional<Order> order_;
  // Null in the formats of facts.
  std::unique_ptr<RowWriter> writer_;
  // Those to be sorted.
  std::vector<ListedRow> held_;
  size_t size_ = 0;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_LISTING_H_
