// Whole reports on standard output.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_REPORT_VIEW_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_REPORT_VIEW_H_

#include <ostream>

#include "client/output/formats/listing.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

// Prints reports one after the other. In a table's place stand, for each
// report, what is known of it, the tables of its observations, of its
// diagnostics and of what was corrected. Not thread-safe.
class ReportPrinter {
 public:
  // `format` is kTable, kJson (one array) or kJsonLines; `out` must outlive the
  // printer.
  ReportPrinter(std::ostream& out, Format format);

  void Print(const v1::Report& report);

  // Must be the last call.
  void Finish() { listing_.Finish(); }

 private:
  std::ostream& out_;
  const Format format_;
  // JSON only.
  Listing listing_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_REPORT_VIEW_H_
