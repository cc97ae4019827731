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
      {{"report", "报告", Need::kMost},
       kLeft,
       [](const Row& row) {
         return Text(absl::StripPrefix(row.report().name(), "reports/"));
       }},
      {{"year", "年份", Need::kMost},
       kRight,
       [](const Row& row) { return Year(row.report().year()); }},
      {{"type", "类型"},
       kLeft,
       [](const Row& row) { return ReportTypeCell(row.report().type()); }},
      {{"level", "层级"},
       kLeft,
       [](const Row& row) {
         return Word(EnumLabel(v1::Level_Name(row.report().issuer().level())));
       }},
      {{"division", "区划代码"},
       kLeft,
       [](const Row& row) {
         return Text(row.report().issuer().division_code());
       }},
      {{"issuer", "发布机关", Need::kMost},
       kLeft,
       [](const Row& row) { return Text(row.report().issuer().name()); }},
      {{"published", "发布日期"},
       kLeft,
       [](const Row& row) { return Text(row.report().publish_date()); }},
      {{"observations", "数字个数"},
       kRight,
       [](const Row& row) { return Count(row.observation_count()); }},
      {{"diagnostics", "诊断个数"},
       kRight,
       [](const Row& row) { return Count(row.diagnostic_count()); }},
      {{"counted", "计入"},
       kLeft,
       [](const Row& row) { return Word(row.counted() ? "yes" : "no"); }},
      {{"source", "来源"}, kLeft, [](const Row& row) {
         return Cell{ReadableSource(row.report().source_uri()),
                     row.report().source_uri()};
       }}};
}

}  // namespace nianbao::client
