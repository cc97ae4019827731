#include "client/commands/comparing/coverage_rows.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace coverage_rows_test {

v1::Statistics MakeStatistics(const char* indicator, const char* province,
                              int with_report, int in_scope) {
  v1::Statistics statistics;
  statistics.mutable_group()->set_indicator(indicator);
  statistics.mutable_group()->set_year(2020);
  statistics.mutable_group()->set_province(province);
  statistics.set_divisions_reporting(1);
  statistics.set_divisions_with_report(with_report);
  statistics.set_divisions_in_scope(in_scope);
  return statistics;
}

std::vector<std::string> PlainCells(const v1::Statistics& row,
                                    bool by_indicator) {
  std::vector<std::string> cells;
  for (const Cell& cell : Cells(CoverageColumns(by_indicator), row)) {
    if (!cell.plain.empty()) cells.push_back(cell.plain);
  }
  return cells;
}

TEST(ReportCoverage, BringsIndicatorsTogether) {
  ReportCoverage coverage;
  coverage.Add(MakeStatistics("indicators/a.b", "divisions/510000", 3, 12));
  coverage.Add(MakeStatistics("indicators/a.b", "divisions/110000", 4, 16));
  coverage.Add(MakeStatistics("indicators/c.d", "divisions/110000", 4, 16));
  const std::vector<v1::Statistics> rows = coverage.Rows();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_THAT(PlainCells(rows[0], false),
              testing::ElementsAre("2020", "110000", "4", "16", "25"));
  EXPECT_THAT(PlainCells(rows[1], false),
              testing::ElementsAre("2020", "510000", "3", "12", "25"));
}

TEST(ReportCoverage, HasNoShareWhereNothingIsInScope) {
  ReportCoverage coverage;
  v1::Statistics mixed =
      MakeStatistics("indicators/a.b", "divisions/110000", 0, 0);
  mixed.clear_divisions_in_scope();
  coverage.Add(mixed);
  EXPECT_FALSE(coverage.Rows().at(0).has_coverage());
}

TEST(CoverageColumns, TellsWhoReportedTheIndicator) {
  v1::Statistics row =
      MakeStatistics("indicators/a.b", "divisions/110000", 4, 16);
  row.set_coverage(0.0625);
  EXPECT_THAT(
      PlainCells(row, true),
      testing::ElementsAre("a.b", "2020", "110000", "1", "4", "16", "6.25"));
}

}  // namespace coverage_rows_test
}  // namespace nianbao::client
