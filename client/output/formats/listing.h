// Rows of messages as a table, CSV, JSON or JSON Lines.
//
//   Listing listing(std::cout, Format::kTable, {{"code"}, {"name"}});
//   listing.Add(division, {Text("110108"), Text("海淀区")});
//   listing.Finish();
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_LISTING_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_LISTING_H_

#include <ostream>
#include <string>
#include <vector>

#include "client/output/formats/cell.h"
#include "client/output/formats/format.h"
#include "client/output/formats/table.h"

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace nianbao::client {

// Prints nothing before the first row or the end, so that a query that fails
// has no output. Holds at most kRowsPerTable rows: a longer table is printed as
// several, each with its headings. In the formats of facts it prints nothing.
// Not thread-safe.
class Listing {
 public:
  // The rows that the widths of a table's columns are taken from. Some screens
  // full: enough for columns to stay in line where a reader looks, and a bound
  // for the memory of a query whose answer is long.
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
  // Those of a table that are not printed yet.
  std::vector<std::vector<std::string>> rows_;
  bool begun_ = false;
  size_t size_ = 0;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_LISTING_H_
