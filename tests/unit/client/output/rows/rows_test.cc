#include <fstream>
#include <regex>
#include <sstream>

#include "client/output/rows/correlation_rows.h"
#include "client/output/rows/distribution_rows.h"
#include "client/output/rows/observation_rows.h"
#include "client/output/rows/rank_rows.h"
#include "client/output/rows/report_rows.h"
#include "client/output/rows/report_type.h"
#include "client/output/rows/row_printer.h"
#include "client/output/rows/statistics_rows.h"
#include "client/output/rows/trend_rows.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/paths.h"

namespace nianbao::client {
namespace {

template <typename Message>
Message Parse(const char* text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

template <typename Row>
std::string Print(const RowKind<Row>& kind, Format format, const Row& row) {
  std::ostringstream out;
  RowPrinter<Row> printer(out, format, kind);
  absl::Status status = printer.Add(row);
  EXPECT_TRUE(status.ok()) << status;
  printer.Finish();
  return out.str();
}

// "STATISTIC period area own = value unit status" of each fact.
template <typename Row>
std::vector<std::string> FactLines(const RowKind<Row>& kind, const Row& row,
                                   const FactScope& scope = {}) {
  std::vector<std::string> lines;
  for (const Fact& fact : Facts(kind, row, scope)) {
    std::ostringstream line;
    line << fact.statistic << " " << fact.period << " " << fact.area << " "
         << fact.own << " = ";
    if (fact.value) line << *fact.value;
    line << " " << fact.unit << " " << static_cast<char>(fact.status);
    lines.push_back(line.str());
  }
  return lines;
}

// The names of the statistics that a row has as facts, in their order.
template <typename Row>
std::vector<std::string> StatisticNames(const RowKind<Row>& kind,
                                        const Row& row) {
  std::vector<std::string> names;
  for (const Fact& fact : Facts(kind, row, FactScope())) {
    names.push_back(fact.statistic);
  }
  return names;
}

// The names of statistics that EXPORT.md lists for a command.
std::vector<std::string> DocumentedNames(const std::string& command) {
  std::ifstream file(SourceFile("client/EXPORT.md"));
  std::string line;
  while (std::getline(file, line) && line.rfind("| `" + command, 0) != 0) {
  }
  const std::string cell =
      line.substr(line.rfind('|', line.size() - 2));  // The last column.
  const std::regex name("`([A-Z][A-Z0-9_]*)`");
  std::vector<std::string> names;
  for (std::sregex_iterator it(cell.begin(), cell.end(), name), end; it != end;
       ++it) {
    names.push_back((*it)[1]);
  }
  return names;
}

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
            "0.0625,560,560,560,560,,,,,1,2,3,560,海淀,2020,560,海淀,2020\n");
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
  RowPrinter<v1::Statistics> printer(out, Format::kSdmxCsv, StatisticsRows({}),
                                     {});
  EXPECT_EQ(printer.Add(row).code(), absl::StatusCode::kInvalidArgument);
}

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

TEST(ObservationRows, SayTheKindOfEach) {
  auto row = Parse<v1::QueryObservationsResponse>(R"pb(
    report: "reports/r"
    issuer { name: "公安局" division_code: "110108" level: LEVEL_DEPARTMENT }
    standing: STANDING_UNCONVERTIBLE
    observation {
      indicator: "indicators/sample.accepted"
      year: 2020
      kind: KIND_LEVEL
      quantity { value: 5 unit: "人次" }
    })pb");
  EXPECT_EQ(Print(ObservationRows(), Format::kTable, row),
            "ISSUER  YEAR  INDICATOR        VALUE  UNIT  STANDING       "
            "OBSERVATION\n"
            "公安局  2020  sample.accepted      5  人次  unconvertible  r#0\n");
  row.mutable_observation()->set_kind(v1::KIND_RANK);
  EXPECT_EQ(Print(ObservationRows(), Format::kCsv, row),
            "issuer,year,indicator,value,kind,unit,standing,observation,taken,"
            "sentence\n"
            "公安局,2020,sample.accepted,5,rank,人次,unconvertible,r#0,,\n");
  const std::vector<Fact> facts =
      nianbao::client::Facts(ObservationRows(), row, FactScope());
  EXPECT_EQ(facts[0].kind, "RANK");
  EXPECT_EQ(facts[0].body, "_U");
  EXPECT_EQ(facts[0].government_level, "_U");
  row.mutable_issuer()->set_government_level(v1::LEVEL_COUNTY);
  row.mutable_issuer()->set_body("bodies/public_security");
  const std::vector<Fact> known =
      nianbao::client::Facts(ObservationRows(), row, FactScope());
  EXPECT_EQ(known[0].body, "public_security");
  EXPECT_EQ(known[0].government_level, "COUNTY");
}

TEST(ReportRows, ShowTypesOtherThanThatOfMost) {
  v1::ReportSummary row;
  row.mutable_report()->set_name("reports/r");
  row.mutable_report()->set_type(v1::Report::TYPE_RULE_OF_LAW);
  const auto cells = [&row] { return Cells(ReportColumns(), row); };
  const auto type = [&] { return cells()[2]; };
  EXPECT_EQ(ReportColumns()[2].name, "type");
  EXPECT_EQ(type().readable, "");
  EXPECT_EQ(type().plain, "rule-of-law");
  row.mutable_report()->set_type(v1::Report::TYPE_INFORMATION_DISCLOSURE);
  EXPECT_EQ(type().readable, "disclosure");
  EXPECT_EQ(type().plain, "disclosure");
}

TEST(ReportTypeWords, MeanEachTypeInBothLanguages) {
  std::map<v1::Report::Type, int> words;
  for (const auto& [word, type] : ReportTypeWords()) ++words[type];
  for (int type = v1::Report::TYPE_RULE_OF_LAW; type <= v1::Report::Type_MAX;
       ++type) {
    const auto as_enum = static_cast<v1::Report::Type>(type);
    EXPECT_EQ(words[as_enum], 2) << type;
    EXPECT_EQ(ReportTypeWords().at(ReportTypeWord(as_enum)), as_enum);
  }
  EXPECT_EQ(ReportTypeWords().at("信息公开"),
            v1::Report::TYPE_INFORMATION_DISCLOSURE);
  EXPECT_EQ(ReportTypeWord(v1::Report::TYPE_UNSPECIFIED), "");
}

}  // namespace
}  // namespace nianbao::client
