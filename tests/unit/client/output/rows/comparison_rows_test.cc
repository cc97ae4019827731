// Rows that compare: ranks, trends, distributions and correlations.
#include "client/output/rows/correlation_rows.h"
#include "client/output/rows/distribution_rows.h"
#include "client/output/rows/rank_rows.h"
#include "client/output/rows/trend_rows.h"
#include "gmock/gmock.h"
#include "tests/unit/client/output/rows/printed_rows.h"

namespace nianbao::client {
namespace comparison_rows_test {

constexpr char kRank[] = R"pb(
  group {
    indicator: "indicators/sample.accepted"
    year: 2020
    level: LEVEL_COUNTY
    division: "divisions/110108"
    division_display_name: "海淀区"
  }
  rank: 2
  count: 3
  percentile: 0.5
  unit: "件"
  divisions_in_scope: 16
  entry { value: 560 issuer: "海淀" report: "reports/r" observation: 4 }
  previous_rank: 4
  rank_change: 2
  previous_value: 540
)pb";

TEST(RankRows, Prints) {
  const auto row = Parse<v1::RankedDivision>(kRank);
  EXPECT_EQ(Print(RankRows(2018), Format::kTable, row),
            "RANK  COUNT  INDICATOR        YEAR  LEVEL   DIVISION  NAME    "
            "VALUE  UNIT  PERCENTILE  IN SCOPE  PREVIOUS RANK  RANK CHANGE  "
            "PREVIOUS VALUE  ISSUER  OBSERVATION\n"
            "   2      3  sample.accepted  2020  county  110108    海淀区    "
            "560  件           50%        16              4           +2  "
            "           540  海淀    r#4\n");
  EXPECT_THAT(FactLines(RankRows(2018), row),
              testing::ElementsAre(
                  "RANK 2020 110108 _Z = 2 1 A", "COUNT 2020 110108 _Z = 3 1 A",
                  "PERCENTILE 2020 110108 _Z = 0.5 1 A",
                  "DIVISIONS_IN_SCOPE 2020 110108 _Z = 16 1 A",
                  "VALUE 2020 110108 _Z = 560 件 A",
                  "PREVIOUS_RANK 2020 110108 P2Y = 4 1 A",
                  "RANK_CHANGE 2020 110108 P2Y = 2 1 A",
                  "PREVIOUS_VALUE 2020 110108 P2Y = 540 件 A"));
}

// Newest values are ranked in one list; each has a year of its own.
TEST(RankRows, TellsTheYearOfTheValueWhereTheRankingHasNone) {
  auto row = Parse<v1::RankedDivision>(kRank);
  row.mutable_group()->clear_year();
  row.mutable_entry()->set_year(2021);
  EXPECT_THAT(
      Print(RankRows(0), Format::kCsv, row),
      testing::HasSubstr("\n2,3,sample.accepted,2021,county,,,110108,"));
  EXPECT_THAT(FactLines(RankRows(0), row),
              testing::Contains("VALUE 2021 110108 _Z = 560 件 A"));
}

TEST(RankRows, HasTheFactsThatAreDocumented) {
  EXPECT_EQ(StatisticNames(RankRows(2018), Parse<v1::RankedDivision>(kRank)),
            DocumentedNames("rank"));
}

TEST(TrendRows, Prints) {
  const auto row = Parse<v1::Trend>(R"pb(
    group {
      indicator: "indicators/sample.accepted"
      year: 2020
      level: LEVEL_COUNTY
    }
    unit: "件"
    previous_year: 2019
    matched: 2
    only_current: 1
    sum: 30
    previous_sum: 40
    mean: 15
    previous_mean: 20
    median: 15
    previous_median: 20
    change: -10
    change_percent: -25
    median_change: -5
    risen: 1
    fallen: 1)pb");
  EXPECT_EQ(
      Print(TrendRows(), Format::kCsv, row),
      "indicator,year,level,government_level,body,division,name,unit,"
      "previous_year,matched,"
      "only_current,only_previous,sum,previous_sum,mean,previous_mean,"
      "median,previous_median,change,change_percent,median_change,risen,"
      "fallen,unchanged,scope_changed\n"
      "sample.accepted,2020,county,,,,,件,2019,2,1,0,30,40,15,20,15,20,-10,"
      "-25,-5,1,1,0,0\n");
  EXPECT_EQ(StatisticNames(TrendRows(), row), DocumentedNames("trends"));
  EXPECT_THAT(FactLines(TrendRows(), row),
              testing::IsSupersetOf({"MATCHED 2020 CN P1Y = 2 1 A",
                                     "CHANGE 2020 CN P1Y = -10 件 A",
                                     "CHANGE_PERCENT 2020 CN P1Y = -25 % A"}));
}

constexpr char kDistribution[] = R"pb(
  group {
    indicator: "indicators/sample.accepted"
    year: 2020
    level: LEVEL_COUNTY
  }
  unit: "件"
  count: 1001
  bins { lower: 0 upper: 10 count: 1000 }
  bins { lower: 10 upper: 20 }
  bins { lower: 20 upper: 30 count: 1 }
  box {
    min: 1
    lower_whisker: 2
    first_quartile: 3
    median: 4
    third_quartile: 5
    upper_whisker: 6
    max: 30
    outlier_count: 1
    outliers { value: 30 issuer: "海淀" year: 2020 }
  }
  first_year: 2020
  last_year: 2020
)pb";

TEST(DistributionRows, Prints) {
  const auto row = Parse<v1::Distribution>(kDistribution);
  EXPECT_EQ(Bars(row), "█·▁");
  EXPECT_EQ(Print(DistributionRows(), Format::kTable, row),
            "INDICATOR        YEAR  LEVEL   UNIT  COUNT  MIN  LOWER WHISKER  "
            "FIRST QUARTILE  MEDIAN  THIRD QUARTILE  UPPER WHISKER  MAX  "
            "OUTLIERS  FARTHEST OUTLIER  HISTOGRAM\n"
            "sample.accepted  2020  county  件    1,001    1              2  "
            "             3       4               5              6   30  "
            "       1  海淀              █·▁\n");
  EXPECT_EQ(Print(DistributionRows(), Format::kCsv, row),
            "indicator,year,level,government_level,body,division,name,"
            "first_year,last_year,unit,count,min,lower_whisker,"
            "first_quartile,median,third_quartile,upper_whisker,max,outliers,"
            "farthest_outlier,outlier_year,histogram,edges\n"
            "sample.accepted,2020,county,,,,,2020,2020,件,1001,1,2,3,4,5,6,30,"
            "1,海淀,2020,1000 0 1,0 10 20 30\n");
  v1::Distribution mixed = row;
  mixed.mutable_group()->clear_year();
  mixed.set_first_year(2018);
  EXPECT_EQ(Print(DistributionRows(), Format::kTable, mixed),
            "INDICATOR        LEVEL   FIRST YEAR  LAST YEAR  UNIT  COUNT  MIN  "
            "LOWER WHISKER  FIRST QUARTILE  MEDIAN  THIRD QUARTILE  "
            "UPPER WHISKER  MAX  OUTLIERS  FARTHEST OUTLIER  OUTLIER YEAR  "
            "HISTOGRAM\n"
            "sample.accepted  county        2018       2020  件    1,001    1  "
            "            2               3       4               5  "
            "            6   30         1  海淀                      2020  "
            "█·▁\n");
  v1::Distribution one_bin = row;
  one_bin.mutable_bins()->DeleteSubrange(1, 2);
  EXPECT_EQ(StatisticNames(DistributionRows(), one_bin),
            DocumentedNames("distribution"));
  EXPECT_THAT(
      FactLines(DistributionRows(), row),
      testing::IsSupersetOf(
          {"FIRST_QUARTILE 2020 CN  = 3 件 A", "OUTLIER_COUNT 2020 CN  = 1 1 A",
           "BIN_LOWER_3 2020 CN  = 20 件 A", "BIN_UPPER_3 2020 CN  = 30 件 A",
           "BIN_COUNT_3 2020 CN  = 1 1 A"}));
}

// A row for each bin has one value in each cell.
TEST(DistributionRows, PrintEachBin) {
  google::protobuf::RepeatedPtrField<v1::Distribution> distributions;
  *distributions.Add() = Parse<v1::Distribution>(kDistribution);
  distributions.Add();
  const std::vector<v1::Distribution> rows = SplitBins(distributions);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(Print(DistributionRows(/*each_bin=*/true), Format::kCsv, rows[2]),
            "indicator,year,level,government_level,body,division,name,"
            "first_year,last_year,unit,count,min,lower_whisker,"
            "first_quartile,median,third_quartile,upper_whisker,max,outliers,"
            "farthest_outlier,outlier_year,bin_lower,bin_upper,bin_count\n"
            "sample.accepted,2020,county,,,,,2020,2020,件,1001,1,2,3,4,5,6,30,"
            "1,海淀,2020,20,30,1\n");
}

TEST(CorrelationRows, Prints) {
  const auto row = Parse<v1::Correlation>(R"pb(
    group { year: 2020 level: LEVEL_COUNTY }
    first_year: 2020
    last_year: 2020
    x: "indicators/sample.accepted"
    y: "indicators/sample.concluded"
    count: 5
    pearson: 0.5
    spearman: -0.25)pb");
  EXPECT_EQ(Print(CorrelationRows(), Format::kCsv, row),
            "x,y,year,level,government_level,body,division,name,first_year,"
            "last_year,count,pearson,spearman,slope,intercept\n"
            "sample.accepted,sample.concluded,2020,county,,,,,2020,2020,5,0.5,"
            "-0.25,,\n");
  const auto facts =
      nianbao::client::Facts(CorrelationRows(), row, FactScope());
  EXPECT_EQ(facts[0].indicator, "sample.concluded");
  EXPECT_EQ(facts[0].own, "sample.accepted");
  EXPECT_EQ(StatisticNames(CorrelationRows(), row),
            DocumentedNames("correlate"));
  EXPECT_THAT(FactLines(CorrelationRows(), row),
              testing::Contains("SLOPE 2020 CN sample.accepted =   M"));
}

}  // namespace comparison_rows_test
}  // namespace nianbao::client
