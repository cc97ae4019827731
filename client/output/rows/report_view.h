// Whole reports on standard output.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_REPORT_VIEW_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_REPORT_VIEW_H_

#include <ostream>
#include <string>

#include "absl/strings/string_view.h"
#include "client/output/formats/listing.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

// "≈450,000": the value with a sign for how exact it is.
Cell QuantityCell(const v1::Quantity& quantity);

// "110108-2020-3f6a91c2#4" of "reports/110108-2020-3f6a91c2" and the index of
// an observation; empty when `report` is.
std::string ObservationLabel(absl::string_view report, int index);

// Prints reports one after the other. Not thread-safe.
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
