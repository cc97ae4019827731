// Whole reports on standard output.
#ifndef NIANBAO_CLIENT_OUTPUT_ROWS_REPORT_VIEW_H_
#define NIANBAO_CLIENT_OUTPUT_ROWS_REPORT_VIEW_H_

#include <ostream>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/output/formats/format.h"
#include "client/output/formats/table_writer.h"
#include "client/output/rows/row_kind.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

// Prints reports one after the other. In a table's place stand, for each
// report, what is known of it, the tables of its observations, of its
// diagnostics and of what was corrected. Not thread-safe.
class ReportPrinter {
 public:
  // The format is kTable, kJson (one array) or kJsonLines; of the other options
  // the language matters. `screen` is that of `out`, which must outlive the
  // printer.
  ReportPrinter(std::ostream& out, const Screen& screen,
                const OutputOptions& options);

  void Print(const v1::Report& report);

  // Must be the last call.
  void Finish();

 private:
  void PrintProperties(const v1::Report& report);
  // A line "published  2021-03-31"; none without a value.
  void PrintProperty(const ColumnName& name, absl::string_view value);
  // A table of rows, each with the columns of `columns`.
  template <typename Row, typename Rows>
  void PrintTable(const std::vector<RowColumn<Row>>& columns, const Rows& rows);
  void PrintObservations(const v1::Report& report);
  // Diagnostics and corrections come after an empty line; without any there is
  // none.
  void PrintDiagnostics(const v1::Report& report);
  void PrintCorrections(const v1::Report& report);

  std::ostream& out_;
  const Format format_;
  const TableLook look_;
  // Reports printed.
  size_t size_ = 0;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_ROWS_REPORT_VIEW_H_
