// Prints what a watch tells, as it comes.
#ifndef NIANBAO_CLIENT_WATCH_WATCH_PRINTER_H_
#define NIANBAO_CLIENT_WATCH_WATCH_PRINTER_H_

#include <ostream>
#include <string>
#include <vector>

#include "client/output/formats/format.h"
#include "client/output/formats/table.h"
#include "client/output/rows/row_kind.h"
#include "client/watch/told_rows.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {

// Not thread-safe.
class WatchPrinter {
 public:
  // `format` is kTable or kJsonLines; `out` must outlive the printer.
  WatchPrinter(std::ostream& out, Format format, RowKind<v1::Statistics> kind);

  // The next response is the first of another stream, which tells all of its
  // rows again; those that were printed are not repeated.
  void BeginStream() { told_.BeginStream(); }

  // The next response is the first of a stream that goes on from the last
  // complete state.
  void ResumeStream() { told_.ResumeStream(); }

  // Prints the news of a response. Lines of JSON come at once; rows of a table
  // when a state of the store is complete, so that their columns line up.
  void Print(v1::WatchStatisticsResponse response);

 private:
  // Keeps a row of the table until the state is complete.
  void Hold(const std::string& time, const char* state,
            const std::vector<Cell>& cells);

  std::ostream& out_;
  const Format format_;
  const RowKind<v1::Statistics> kind_;
  // When a row came, whether it is gone, and the columns of its kind.
  const std::vector<Column> columns_;
  GrowingTable table_;
  ToldRows told_;
  // Whether the state under way has changed anything. The first one is told
  // even when it is empty.
  bool state_has_news_ = true;
  // Rows held, as texts of the table's columns.
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_WATCH_WATCH_PRINTER_H_
