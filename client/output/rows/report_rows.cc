#include "client/output/rows/report_rows.h"

#include "absl/strings/strip.h"
#include "client/output/numbers.h"
#include "client/output/paths.h"
#include "client/output/rows/report_type.h"

namespace nianbao::client {

// The report of a summary holds what identifies it, not its observations.
std::vector<RowColumn<v1::ReportSummary>> ReportColumns() {
  using Row = v1::ReportSummary;
  return {
      {"report", kLeft,
       [](const Row& row) {
         return Text(absl::StripPrefix(row.report().name(), "reports/"));
       }},
      {"year", kRight,
       [](const Row& row) { return Year(row.report().year()); }},
      {"type", kLeft,
       [](const Row& row) { return ReportTypeCell(row.report().type()); }},
      {"level", kLeft,
       [](const Row& row) {
         return Text(EnumLabel(v1::Level_Name(row.report().issuer().level())));
       }},
      {"division", kLeft,
       [](const Row& row) {
         return Text(row.report().issuer().division_code());
       }},
      {"issuer", kLeft,
       [](const Row& row) { return Text(row.report().issuer().name()); }},
      {"published", kLeft,
       [](const Row& row) { return Text(row.report().publish_date()); }},
      {"observations", kRight,
       [](const Row& row) { return Count(row.observation_count()); }},
      {"diagnostics", kRight,
       [](const Row& row) { return Count(row.diagnostic_count()); }},
      {"counted", kLeft,
       [](const Row& row) { return Text(row.counted() ? "yes" : "no"); }},
      {"source", kLeft, [](const Row& row) {
         return Cell{ReadableSource(row.report().source_uri()),
                     row.report().source_uri()};
       }}};
}

}  // namespace nianbao::client
