#include "client/output/rows/statistics_rows.h"

#include "client/output/rows/row_printer.h"
#include "gmock/gmock.h"
#include "tests/unit/client/output/rows/printed_rows.h"

namespace nianbao::client {
namespace statistics_rows_test {

constexpr char kStatistics[] = R"pb(
  group {
    indicator: "indicators/sample.accepted"
    year: 2020
    level: LEVEL_COUNTY
    province: "divisions/110000"
    division_display_name: "北京市"
  }
  unit: "件"
  count: 1
  issuer_count: 1
  first_year: 2020
  last_year: 2020
  divisions_in_scope: 16
  divisions_with_report: 2
  coverage: 0.0625
  divisions_reporting: 1
  sum: 560
  mean: 560
  median: 560
  quantiles { probability: 0.25 value: 560 }
  min { value: 560 issuer: "海淀" year: 2020 }
  max { value: 560 issuer: "海淀" year: 2020 }
  inexact_count: 1
  excluded_count: 2
  unconvertible_count: 3
)pb";

TEST(StatisticsRows, PrintsCsv) {
  EXPECT_EQ(Print(StatisticsRows({0.25}), Format::kCsv,
                  Parse<v1::Statistics>(kStatistics)),
            "indicator,year,level,government_level,body,division,name,"
            "first_year,last_year,unit,count,issuers,coverage,sum,mean,median,"
            "q0.25,standard_deviation,cv,gini,pooled,inexact,excluded,"
            "unconvertible,min,min_at,min_year,max,max_at,max_year\n"
            "sample.accepted,2020,county,,,110000,北京市,2020,2020,件,1,1,"
            "6.25,560,560,560,560,,,,,1,2,3,560,海淀,2020,560,海淀,2020\n");
}

// The columns of years and issuers tell nothing more of one year's row.
TEST(StatisticsRows, TablesOfSingleYearsAreNarrow) {
  EXPECT_EQ(Print(StatisticsRows({}), Format::kTable,
                  Parse<v1::Statistics>(kStatistics)),
            "INDICATOR        YEAR  LEVEL   DIVISION  NAME    UNIT  COUNT  "
            "COVERAGE  SUM  MEAN  MEDIAN  INEXACT  EXCLUDED  UNCONVERTIBLE  "
            "MIN  MIN AT  MAX  MAX AT\n"
            "sample.accepted  2020  county  110000    北京市  件        1  "
            "   6.25%  560   560     560        1         2              3  "
            "560  海淀    560  海淀\n");
}

TEST(StatisticsRows, MixedYearsSayWhichAndWhose) {
  const auto row = Parse<v1::Statistics>(R"pb(
    group { indicator: "indicators/sample.accepted" level: LEVEL_COUNTY }
    unit: "件"
    count: 2
    issuer_count: 1
    first_year: 2019
    last_year: 2020
    sum: 1026
    min { value: 486 issuer: "海淀" year: 2020 }
    max { value: 540 issuer: "海淀" year: 2019 })pb");
  EXPECT_EQ(Print(StatisticsRows({}), Format::kTable, row),
            "INDICATOR        LEVEL   FIRST YEAR  LAST YEAR  UNIT  COUNT  "
            "ISSUERS    SUM  MIN  MIN AT  MIN YEAR  MAX  MAX AT  MAX YEAR\n"
            "sample.accepted  county        2019       2020  件        2  "
            "      1  1,026  486  海淀        2020  540  海淀        2019\n");
}

constexpr char kDepartments[] = R"pb(
  group {
    indicator: "indicators/sample.accepted"
    year: 2020
    level: LEVEL_DEPARTMENT
    government_level: LEVEL_COUNTY
    body: "bodies/sample-police"
    body_display_name: "公安"
  }
  unit: "件"
  count: 1
  issuer_count: 1
)pb";

TEST(StatisticsRows, SayWhatDepartmentsAreOf) {
  const auto row = Parse<v1::Statistics>(kDepartments);
  EXPECT_EQ(Print(StatisticsRows({}), Format::kTable, row),
            "INDICATOR        YEAR  LEVEL       GOVERNMENT LEVEL  BODY  UNIT  "
            "COUNT\n"
            "sample.accepted  2020  department  county            公安  件    "
            "    1\n");
  EXPECT_THAT(Print(StatisticsRows({}), Format::kCsv, row),
              testing::HasSubstr("\nsample.accepted,2020,department,county,"
                                 "sample-police,,,"));
}

// The dimensions GOVERNMENT_LEVEL and BODY of a row's facts.
std::pair<std::string, std::string> DepartmentCodes(const char* group,
                                                    const FactScope& scope) {
  v1::Statistics row;
  *row.mutable_group() = Parse<v1::Group>(group);
  const std::vector<Fact> facts = Facts(StatisticsRows({}), row, scope);
  return {facts[0].government_level, facts[0].body};
}

TEST(Facts, SayWhatDepartmentsAreOf) {
  using testing::Pair;
  const FactScope split;
  EXPECT_THAT(DepartmentCodes("level: LEVEL_COUNTY", split), Pair("_Z", "_Z"));
  EXPECT_THAT(DepartmentCodes("level: LEVEL_DEPARTMENT "
                              "government_level: LEVEL_COUNTY body: 'bodies/x'",
                              split),
              Pair("COUNTY", "x"));
  EXPECT_THAT(DepartmentCodes("level: LEVEL_DEPARTMENT "
                              "government_level: LEVEL_COUNTY "
                              "body: 'bodies/other'",
                              split),
              Pair("COUNTY", "_O"));
  EXPECT_THAT(
      DepartmentCodes("level: LEVEL_DEPARTMENT body: 'bodies/other'", split),
      Pair("_U", "_O"));
  FactScope mixed;
  mixed.by_government_level = false;
  mixed.by_body = false;
  EXPECT_THAT(DepartmentCodes("", mixed), Pair("_T", "_T"));
  EXPECT_THAT(DepartmentCodes("level: LEVEL_DEPARTMENT", mixed),
              Pair("_T", "_T"));
  mixed.by_body = true;
  EXPECT_THAT(DepartmentCodes("body: 'bodies/x'", mixed), Pair("_T", "x"));
  EXPECT_THAT(DepartmentCodes("", mixed), Pair("_T", "_Z"));
}

TEST(StatisticsRows, HasTheTheilIndexWhereRowsAreOrderedByIt) {
  v1::Statistics row = Parse<v1::Statistics>(kStatistics);
  row.set_theil(0.25);
  EXPECT_THAT(FactLines(StatisticsRows({}, "theil desc"), row),
              testing::Contains("THEIL 2020 110000  = 0.25 1 E"));
  EXPECT_THAT(FactLines(StatisticsRows({}, "gini"), row),
              Not(testing::Contains(testing::StartsWith("THEIL"))));
}

TEST(StatisticsRows, TellsAbsentFromEstimatedFacts) {
  const auto facts =
      FactLines(StatisticsRows({0.25}), Parse<v1::Statistics>(kStatistics));
  using testing::Contains;
  using testing::StartsWith;
  EXPECT_THAT(facts, Contains("COUNT 2020 110000  = 1 1 A"));
  EXPECT_THAT(facts, Contains("EXCLUDED_COUNT 2020 110000  = 2 1 A"));
  EXPECT_THAT(facts, Contains("MEAN 2020 110000  = 560 件 E"));
  EXPECT_THAT(facts, Contains("Q0_25 2020 110000  = 560 件 E"));
  EXPECT_THAT(facts, Contains("STANDARD_DEVIATION 2020 110000  =  件 M"));
  EXPECT_THAT(facts, Contains("GINI 2020 110000  =  1 M"));
  EXPECT_THAT(facts, Not(Contains(StartsWith("POOLED_RATE"))));

  v1::Statistics none = Parse<v1::Statistics>(kStatistics);
  none.set_count(0);
  none.clear_mean();
  EXPECT_THAT(FactLines(StatisticsRows({}), none),
              Contains("MEAN 2020 110000  =  件 O"));
}

TEST(StatisticsRows, HasTheFactsThatAreDocumented) {
  v1::Statistics row = Parse<v1::Statistics>(kStatistics);
  row.set_pooled_rate(50);
  const auto names = StatisticNames(StatisticsRows({0.25}, "theil"), row);
  EXPECT_THAT(names,
              testing::UnorderedElementsAreArray(DocumentedNames("stats")));
  // The parts of a row's facts, whatever the order of its columns.
  EXPECT_EQ(names.front(), "COUNT");
  EXPECT_EQ(names[9], "SUM");
  EXPECT_EQ(names.back(), "POOLED_RATE");
}

TEST(StatisticsRows, TakesAreaAndPeriodOfTheScope) {
  v1::Statistics row = Parse<v1::Statistics>(kStatistics);
  row.mutable_group()->clear_year();
  row.mutable_group()->clear_province();
  FactScope scope;
  EXPECT_EQ(FactLines(StatisticsRows({}), row, scope)[0], "COUNT  CN  = 1 1 A");
  scope.period = "2019-01-01/P2Y";
  scope.area = "110000";
  EXPECT_EQ(FactLines(StatisticsRows({}), row, scope)[0],
            "COUNT 2019-01-01/P2Y 110000  = 1 1 A");
}

TEST(RowPrinter, RefusesFactsWithoutAPeriod) {
  v1::Statistics row = Parse<v1::Statistics>(kStatistics);
  row.mutable_group()->clear_year();
  std::ostringstream out;
  OutputOptions options;
  options.format = Format::kSdmxCsv;
  auto printer = RowPrinter<v1::Statistics>::Create(out, Screen(), options,
                                                    StatisticsRows({}));
  ASSERT_TRUE(printer.ok()) << printer.status();
  EXPECT_EQ(printer->Add(row).code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace statistics_rows_test
}  // namespace nianbao::client
