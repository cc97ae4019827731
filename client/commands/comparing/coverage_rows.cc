#include "client/commands/comparing/coverage_rows.h"

#include <algorithm>

#include "client/output/rows/group.h"

namespace nianbao::client {
namespace {

using v1::Statistics;

RowColumn<Statistics> WithReportColumn() {
  return {
      {"with_report", "有报告", Need::kMost}, kRight, [](const Statistics& s) {
        return CountIf(s.has_divisions_with_report(),
                       s.divisions_with_report());
      }};
}

}  // namespace

std::vector<RowColumn<Statistics>> CoverageColumns(bool by_indicator) {
  std::vector<RowColumn<Statistics>> columns = GroupColumnsOf<Statistics>();
  if (by_indicator) {
    columns.push_back(
        {{"reported", "报告该指标", Need::kMost},
         kRight,
         [](const Statistics& s) { return Count(s.divisions_reporting()); }});
  }
  columns.push_back(WithReportColumn());
  columns.push_back(
      {{"in_scope", "范围内个数"}, kRight, [](const Statistics& s) {
         return CountIf(s.has_divisions_in_scope(), s.divisions_in_scope());
       }});
  columns.push_back(
      {{"coverage", "覆盖率", Need::kMost}, kRight, [](const Statistics& s) {
         return ShareIf(s.has_coverage(), s.coverage());
       }});
  return columns;
}

void ReportCoverage::Add(const Statistics& statistics) {
  const v1::Group& group = statistics.group();
  Statistics& row = rows_[{
      group.year(), group.level(), group.government_level(), group.body(),
      group.province(), group.prefecture(), group.division()}];
  *row.mutable_group() = group;
  row.mutable_group()->clear_indicator();
  // Departments of mixed kinds are not counted.
  if (!statistics.has_divisions_in_scope()) return;
  row.set_divisions_in_scope(statistics.divisions_in_scope());
  row.set_divisions_with_report(std::max(row.divisions_with_report(),
                                         statistics.divisions_with_report()));
  if (row.divisions_in_scope() > 0) {
    row.set_coverage(static_cast<double>(row.divisions_with_report()) /
                     static_cast<double>(row.divisions_in_scope()));
  }
}

std::vector<Statistics> ReportCoverage::Rows() const {
  std::vector<Statistics> rows;
  for (const auto& [key, row] : rows_) rows.push_back(row);
  return rows;
}

}  // namespace nianbao::client
