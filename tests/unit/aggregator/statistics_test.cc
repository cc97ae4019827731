#include "aggregator/query/statistics.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

v1::QueryStatisticsRequest Request(const std::string& text) {
  v1::QueryStatisticsRequest request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request));
  return request;
}

v1::Indicator Count() {
  v1::Indicator indicator;
  indicator.set_name("indicators/test.count");
  indicator.set_unit("件");
  indicator.set_measure(v1::Indicator::MEASURE_COUNT);
  return indicator;
}

DivisionIndex Place(const std::string& code) {
  return DivisionIndexOf(Gazetteer::Get(), code);
}

Value County(int64_t issuer, const std::string& code, int year, double value) {
  return {.issuer = issuer,
          .report = issuer,
          .division = Place(code),
          .level = v1::LEVEL_COUNTY,
          .year = year,
          .report_year = year,
          .value = value,
          .confidence = 1};
}

std::vector<v1::Statistics> Rows(const std::string& request,
                                 const v1::Indicator& indicator,
                                 std::vector<Value> values,
                                 std::vector<RatePair> pairs = {},
                                 std::vector<ReportedYear> reports = {}) {
  const StatisticsQuery query(Gazetteer::Get(), Request(request), reports);
  Elect(&indicator, values);
  const IndicatorStatistics statistics(query, indicator.name(), &indicator,
                                       values, pairs);
  std::vector<v1::Statistics> rows;
  for (size_t i = 0; i < statistics.size(); ++i) {
    rows.push_back(statistics.Row(i).statistics);
  }
  return rows;
}

TEST(ElectTest, TheReportOfThatYearThenTheNewestReportThenTheNewestUpload) {
  const auto value = [](int64_t issuer, int64_t report, int report_year) {
    return Value{.issuer = issuer,
                 .report = report,
                 .year = 2020,
                 .report_year = report_year};
  };
  std::vector<Value> values = {
      value(1, 9, 2021), value(1, 3, 2020), value(2, 1, 2021),
      value(2, 2, 2022), value(3, 5, 2021), value(3, 6, 2021),
  };
  Elect(nullptr, values);
  EXPECT_THAT(values,
              ElementsAre(Field(&Value::report, 3), Field(&Value::report, 2),
                          Field(&Value::report, 6)));
}

TEST(ElectTest, PercentagesDoNotCountThings) {
  std::vector<Value> values = {{.issuer = 1, .year = 2020, .percentage = true}};
  std::vector<Value> rates = values;
  const v1::Indicator count = Count();
  Elect(&count, values);
  EXPECT_TRUE(values.empty());
  v1::Indicator rate;
  rate.set_measure(v1::Indicator::MEASURE_RATE);
  Elect(&rate, rates);
  EXPECT_EQ(rates.size(), 1);
}

TEST(StatisticsTest, AGroupOfExcludedValuesAloneHasNoStatistics) {
  Value erroneous = County(1, "110108", 2020, 5);
  erroneous.erroneous = true;
  const std::vector<v1::Statistics> rows = Rows("", Count(), {erroneous});
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].count(), 0);
  EXPECT_EQ(rows[0].excluded_count(), 1);
  EXPECT_EQ(rows[0].divisions_reporting(), 1);
  EXPECT_FALSE(rows[0].has_sum());
  EXPECT_FALSE(rows[0].has_mean());
  EXPECT_FALSE(rows[0].has_median());
  EXPECT_FALSE(rows[0].has_standard_deviation());
  EXPECT_FALSE(rows[0].has_min());
  EXPECT_FALSE(rows[0].has_pooled_rate());
}

TEST(StatisticsTest, CountiesWithoutAPrefectureAreGroupedUnderTheirProvince) {
  const std::vector<v1::Statistics> rows =
      Rows("group_by: DIMENSION_PREFECTURE", Count(),
           {County(1, "110108", 2020, 1), County(2, "110101", 2020, 2),
            County(3, "440106", 2020, 4)});
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].group().prefecture(), "divisions/110000");
  EXPECT_EQ(rows[0].sum(), 3);
  EXPECT_EQ(rows[1].group().prefecture(), "divisions/440100");
}

TEST(StatisticsTest, LevelsAreMixedOnlyWhenAskedFor) {
  Value city = County(1, "440100", 2020, 10);
  city.level = v1::LEVEL_PREFECTURE;
  const Value county = County(2, "440106", 2020, 4);
  EXPECT_EQ(Rows("", Count(), {city, county}).size(), 2);
  const std::vector<v1::Statistics> mixed =
      Rows("mix_levels: true", Count(), {city, county});
  ASSERT_EQ(mixed.size(), 1);
  EXPECT_EQ(mixed[0].sum(), 14);
  EXPECT_FALSE(mixed[0].has_coverage());
  EXPECT_FALSE(mixed[0].has_divisions_in_scope());
}

TEST(StatisticsTest, DepartmentsHaveNoCoverage) {
  Value department = County(1, "110108", 2020, 10);
  department.level = v1::LEVEL_DEPARTMENT;
  const std::vector<v1::Statistics> rows = Rows("", Count(), {department});
  ASSERT_EQ(rows.size(), 1);
  EXPECT_FALSE(rows[0].has_coverage());
}

TEST(StatisticsTest, CoverageCountsTheDivisionsOfTheScope) {
  const std::vector<v1::Statistics> rows = Rows(
      "selection { within: 'divisions/110000' } group_by: DIMENSION_YEAR",
      Count(), {County(1, "110108", 2020, 1), County(2, "110101", 2021, 1)}, {},
      {{Place("110108"), v1::LEVEL_COUNTY, 2020},
       {Place("110101"), v1::LEVEL_COUNTY, 2020},
       {Place("110101"), v1::LEVEL_DEPARTMENT, 2020},
       {Place("440106"), v1::LEVEL_COUNTY, 2020}});
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].divisions_in_scope(), 16);
  EXPECT_EQ(rows[0].divisions_with_report(), 2);
  EXPECT_EQ(rows[0].divisions_reporting(), 1);
  EXPECT_EQ(rows[0].coverage(), 1.0 / 16);
  EXPECT_EQ(rows[1].divisions_with_report(), 0);
}

TEST(StatisticsTest, EqualExtremesNameTheLowerCode) {
  const std::vector<v1::Statistics> rows =
      Rows("", Count(),
           {County(1, "440106", 2020, 5), County(2, "110108", 2020, 5)});
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].min().division(), "divisions/110108");
  EXPECT_EQ(rows[0].max().division(), "divisions/110108");
}

TEST(StatisticsTest, RatesHaveAPooledRateAndNoSum) {
  v1::Indicator rate = Count();
  rate.set_measure(v1::Indicator::MEASURE_RATE);
  const DivisionIndex place = Place("110108");
  const std::vector<v1::Statistics> rows =
      Rows("", rate, {County(1, "110108", 2020, 50)},
           {{place, v1::LEVEL_COUNTY, 2020, 1, 2},
            {place, v1::LEVEL_COUNTY, 2021, 9, 18},
            {place, v1::LEVEL_COUNTY, 2022, 30, 30}});
  ASSERT_EQ(rows.size(), 1);
  EXPECT_FALSE(rows[0].has_sum());
  EXPECT_EQ(rows[0].count(), 1);
  EXPECT_EQ(rows[0].pooled_count(), 3);
  EXPECT_DOUBLE_EQ(rows[0].pooled_rate(), 80);
}

TEST(StatisticsTest, APooledRateOverNothingIsAbsent) {
  v1::Indicator rate = Count();
  rate.set_measure(v1::Indicator::MEASURE_RATE);
  const std::vector<v1::Statistics> rows =
      Rows("", rate, {}, {{Place("110108"), v1::LEVEL_COUNTY, 2020, 0, 0}});
  ASSERT_EQ(rows.size(), 1);
  EXPECT_FALSE(rows[0].has_pooled_rate());
  EXPECT_EQ(rows[0].pooled_count(), 1);
}

TEST(StatisticsTest, RowsFollowTheOrderOfTheDimensions) {
  const std::vector<v1::Statistics> rows =
      Rows("group_by: DIMENSION_YEAR group_by: DIMENSION_DIVISION", Count(),
           {County(1, "440106", 2020, 1), County(1, "440106", 2019, 2),
            County(2, "110108", 2020, 3)});
  ASSERT_EQ(rows.size(), 3);
  EXPECT_EQ(rows[0].sum(), 2);
  EXPECT_EQ(rows[1].sum(), 3);
  EXPECT_EQ(rows[2].sum(), 1);
}

}  // namespace
}  // namespace nianbao
