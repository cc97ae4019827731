#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "aggregator/query/statistics/statistics_cursor.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/bad_request.h"
#include "tests/unit/aggregator/asking.h"
#include "tests/unit/aggregator/snapshot_builder.h"

namespace nianbao::aggregator {
namespace statistics_test {

using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kCases[] = "indicators/t.cases";
constexpr char kLost[] = "indicators/t.lost";
constexpr ObservationFlags kInexact = v1::MODIFIER_APPROXIMATE;
constexpr ObservationFlags kErroneous =
    v1::MODIFIER_EXACT | observation_flags::kErroneous;
constexpr ObservationFlags kUnconvertible =
    v1::MODIFIER_EXACT | observation_flags::kUnconvertible;

// t.share is what t.cases has of t.lost, in percent.
const Catalogue& TestCatalogue() {
  static const Catalogue* const catalogue = [] {
    std::string text;
    for (const char* const rest : {"t.cases' unit: '件' measure: MEASURE_COUNT",
                                   "t.lost' unit: '件' measure: MEASURE_COUNT",
                                   "t.share' unit: '%' measure: MEASURE_RATE "
                                   "numerator: 'indicators/t.cases' "
                                   "denominator: 'indicators/t.lost'"}) {
      absl::StrAppend(&text,
                      "indicators { display_name_zh: 'x' display_name_en: 'x' "
                      "name: 'indicators/",
                      rest, " }\n");
    }
    return new Catalogue(*Catalogue::Parse({text}));
  }();
  return *catalogue;
}

v1::QueryStatisticsRequest Request(const std::string& text) {
  v1::QueryStatisticsRequest request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request));
  return request;
}

StatisticsQuestion Question(const std::string& request) {
  return Ask(Request(request), TestCatalogue());
}

std::vector<v1::Statistics> Rows(const SnapshotPtr& snapshot,
                                 const std::string& request) {
  std::vector<v1::Statistics> rows;
  for (const v1::QueryStatisticsResponse& message :
       ReadAll(QueryStatistics(TestCatalogue(), snapshot, Question(request)))) {
    EXPECT_LE(message.statistics_size(), kMessageRows);
    EXPECT_GT(message.statistics_size(), 0);
    rows.insert(rows.end(), message.statistics().begin(),
                message.statistics().end());
  }
  return rows;
}

v1::Statistics OnlyRow(const SnapshotPtr& snapshot,
                       const std::string& request) {
  std::vector<v1::Statistics> rows = Rows(snapshot, request);
  EXPECT_EQ(rows.size(), 1);
  rows.resize(1);
  return rows[0];
}

// Indicator, year, level and division of each row, and what it counts.
std::vector<std::string> Groups(const SnapshotPtr& snapshot,
                                const std::string& request) {
  std::vector<std::string> groups;
  for (const v1::Statistics& row : Rows(snapshot, request)) {
    const v1::Group& group = row.group();
    groups.push_back(
        absl::StrCat(group.indicator().substr(sizeof("indicators/t.") - 1), " ",
                     group.year(), " ", static_cast<int>(group.level()), " ",
                     group.division_display_name(), " ", row.count()));
  }
  return groups;
}

BuiltReport County(int32_t issuer, const std::string& code, int32_t year,
                   double value, ObservationFlags flags = v1::MODIFIER_EXACT) {
  return {.issuer = issuer,
          .code = code,
          .year = year,
          .values = {{.indicator = kCases, .value = value, .flags = flags}}};
}

// Two counties of Beijing, one of Shijiazhuang (130100), one of Hainan that is
// directly under its province (469001).
SnapshotPtr FourCounties() {
  SnapshotBuilder builder;
  builder.Add(County(0, "110101", 2020, 10));
  builder.Add(County(1, "110108", 2020, 30, kInexact));
  builder.Add(County(2, "130102", 2020, 5));
  builder.Add(County(3, "469001", 2020, 7));
  builder.Add(County(0, "110101", 2021, 20));
  return builder.Build();
}

TEST(StatisticsTest, NothingWithoutValues) {
  EXPECT_THAT(Rows(SnapshotBuilder().Build(), ""), IsEmpty());
  EXPECT_THAT(Rows(FourCounties(), "selection { first_year: 2022 }"),
              IsEmpty());
  EXPECT_THAT(Rows(FourCounties(), "selection { levels: LEVEL_PROVINCE }"),
              IsEmpty());
  EXPECT_THAT(Rows(FourCounties(), "selection { within: 'divisions/320000' }"),
              IsEmpty());
}

TEST(StatisticsTest, AllFiguresOfARow) {
  const v1::Statistics row =
      OnlyRow(FourCounties(),
              "selection { within: 'divisions/110000' first_year: 2020 "
              "last_year: 2020 } probabilities: [1, 0.25]");
  EXPECT_EQ(row.group().indicator(), kCases);
  EXPECT_EQ(row.group().level(), v1::LEVEL_COUNTY);
  EXPECT_EQ(row.group().year(), 2020);
  EXPECT_EQ(row.unit(), "件");
  EXPECT_EQ(row.count(), 2);
  EXPECT_EQ(row.sum(), 40);
  EXPECT_EQ(row.mean(), 20);
  EXPECT_EQ(row.median(), 20);
  EXPECT_THAT(row.standard_deviation(), DoubleEq(std::sqrt(200)));
  EXPECT_THAT(row.coefficient_of_variation(), DoubleEq(std::sqrt(200) / 20));
  EXPECT_THAT(row.gini(), DoubleEq(0.25));
  ASSERT_EQ(row.quantiles_size(), 2);
  EXPECT_EQ(row.quantiles(0).value(), 30);
  EXPECT_EQ(row.quantiles(1).probability(), 0.25);
  EXPECT_EQ(row.quantiles(1).value(), 15);
  EXPECT_EQ(row.inexact_count(), 1);
  EXPECT_EQ(row.excluded_count(), 0);
  EXPECT_EQ(row.unconvertible_count(), 0);
  // Beijing has 16 districts; both that reported have a report.
  EXPECT_EQ(row.divisions_in_scope(), 16);
  EXPECT_EQ(row.divisions_with_report(), 2);
  EXPECT_EQ(row.divisions_reporting(), 2);
  EXPECT_EQ(row.coverage(), 2.0 / 16);
  EXPECT_EQ(row.min().value(), 10);
  EXPECT_EQ(row.min().division(), "divisions/110101");
  EXPECT_EQ(row.max().value(), 30);
  EXPECT_EQ(row.max().division(), "divisions/110108");
  EXPECT_EQ(row.max().issuer(), "issuer 1");
  EXPECT_EQ(row.max().report(), "reports/2");
  EXPECT_FALSE(row.has_pooled_rate());
  EXPECT_FALSE(row.selection_token().empty());
}

struct GroupingCase {
  std::string name;
  std::string request;
  std::vector<std::string> groups;
};

class GroupingTest : public ::testing::TestWithParam<GroupingCase> {};

TEST_P(GroupingTest, Groups) {
  EXPECT_EQ(Groups(FourCounties(), GetParam().request), GetParam().groups);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, GroupingTest,
    ::testing::ValuesIn(std::vector<GroupingCase>{
        {"nothing", "", {"cases 2020 3  4", "cases 2021 3  1"}},
        {"mixed_years", "mix_years: true", {"cases 0 3  5"}},
        {"mixed_levels",
         "mix_levels: true",
         {"cases 2020 0  4", "cases 2021 0  1"}},
        {"mixed_levels_and_years",
         "mix_levels: true mix_years: true",
         {"cases 0 0  5"}},
        {"indicator",
         "group_by: DIMENSION_INDICATOR mix_years: true",
         {"cases 0 3  5"}},
        {"year",
         "group_by: DIMENSION_YEAR",
         {"cases 2020 3  4", "cases 2021 3  1"}},
        {"a_year_that_is_named_is_not_mixed",
         "group_by: DIMENSION_YEAR mix_years: true",
         {"cases 2020 3  4", "cases 2021 3  1"}},
        {"province",
         "group_by: DIMENSION_PROVINCE",
         {"cases 2020 3 北京市 2", "cases 2021 3 北京市 1",
          "cases 2020 3 河北省 1", "cases 2020 3 海南省 1"}},
        {"province_of_mixed_years",
         "group_by: DIMENSION_PROVINCE mix_years: true",
         {"cases 0 3 北京市 3", "cases 0 3 河北省 1", "cases 0 3 海南省 1"}},
        {"year_then_province",
         "group_by: [DIMENSION_YEAR, DIMENSION_PROVINCE]",
         {"cases 2020 3 北京市 2", "cases 2020 3 河北省 1",
          "cases 2020 3 海南省 1", "cases 2021 3 北京市 1"}},
        {"province_then_year",
         "group_by: [DIMENSION_PROVINCE, DIMENSION_YEAR]",
         {"cases 2020 3 北京市 2", "cases 2021 3 北京市 1",
          "cases 2020 3 河北省 1", "cases 2020 3 海南省 1"}},
        {"prefecture",
         "group_by: DIMENSION_PREFECTURE mix_years: true",
         {"cases 0 3 北京市 3", "cases 0 3 石家庄市 1", "cases 0 3 海南省 1"}},
        {"division_of_a_year",
         "selection { last_year: 2020 } group_by: DIMENSION_DIVISION",
         {"cases 2020 3 东城区 1", "cases 2020 3 海淀区 1",
          "cases 2020 3 长安区 1", "cases 2020 3 五指山市 1"}},
        {"several_places",
         "selection { within: ['divisions/469001', 'divisions/110108', "
         "'divisions/110000'] } mix_years: true",
         {"cases 0 3  4"}},
        {"several_places_by_province",
         "selection { within: ['divisions/130100', 'divisions/110101'] } "
         "group_by: DIMENSION_PROVINCE mix_years: true",
         {"cases 0 3 北京市 2", "cases 0 3 河北省 1"}},
        {"latest_year", "selection { latest_year: true }", {"cases 0 3  4"}},
        {"latest_year_by_year",
         "selection { latest_year: true } "
         "group_by: [DIMENSION_PROVINCE, DIMENSION_YEAR]",
         {"cases 2020 3 北京市 1", "cases 2021 3 北京市 1",
          "cases 2020 3 河北省 1", "cases 2020 3 海南省 1"}},
        {"limit",
         "group_by: DIMENSION_PROVINCE mix_years: true limit: 2",
         {"cases 0 3 北京市 3", "cases 0 3 河北省 1"}},
        {"order",
         "group_by: DIMENSION_PROVINCE mix_years: true order_by: 'mean desc'",
         {"cases 0 3 北京市 3", "cases 0 3 海南省 1", "cases 0 3 河北省 1"}},
        {"order_and_limit",
         "group_by: DIMENSION_PROVINCE mix_years: true "
         "order_by: 'count, sum' limit: 2",
         {"cases 0 3 河北省 1", "cases 0 3 海南省 1"}},
        {"rows_without_the_field_come_last",
         "group_by: DIMENSION_PROVINCE mix_years: true "
         "order_by: ' standard_deviation desc , mean '",
         {"cases 0 3 北京市 3", "cases 0 3 河北省 1", "cases 0 3 海南省 1"}}}),
    [](const auto& test) { return test.param.name; });

BuiltReport Department(int32_t issuer, const std::string& code, double value,
                       const std::string& name) {
  BuiltReport report = County(issuer, code, 2020, value);
  report.level = v1::LEVEL_DEPARTMENT;
  report.issuer_name = name;
  return report;
}

// A county and its bureaus, and those of its province and of another county.
SnapshotPtr Bodies() {
  SnapshotBuilder builder;
  builder.Add(County(0, "110101", 2020, 1));
  builder.Add(Department(1, "110101", 10, "东城区公安局"));
  builder.Add(Department(2, "110101", 20, "东城区教育局"));
  builder.Add(Department(3, "110101", 30, "东城区样例中心"));
  builder.Add(Department(4, "110000", 40, "北京市公安局"));
  builder.Add(Department(5, "110108", 50, "海淀区公安局"));
  return builder.Build();
}

// Level, level of the government, body and count of each row.
std::vector<std::string> BodyRows(const SnapshotPtr& snapshot,
                                  const std::string& request) {
  std::vector<std::string> rows;
  for (const v1::Statistics& row : Rows(snapshot, request)) {
    rows.push_back(
        absl::StrCat(static_cast<int>(row.group().level()), "/",
                     static_cast<int>(row.group().government_level()), " ",
                     row.group().body_display_name(), " ", row.count()));
  }
  return rows;
}

TEST(StatisticsTest, DepartmentsAreToldApartByKindAndLevelOfGovernment) {
  const SnapshotPtr snapshot = Bodies();
  EXPECT_THAT(BodyRows(snapshot, ""),
              ElementsAre("3/0  1", "5/1 公安 1", "5/3 公安 2", "5/3 教育 1",
                          "5/3 其他部门 1"));
  EXPECT_THAT(BodyRows(snapshot, "mix_levels: true"), ElementsAre("0/0  6"));
  EXPECT_THAT(BodyRows(snapshot, "mix_levels: true group_by: DIMENSION_LEVEL"),
              ElementsAre("3/0  1", "5/0  5"));
  EXPECT_THAT(
      BodyRows(snapshot, "mix_levels: true group_by: DIMENSION_BODY"),
      ElementsAre("0/0  1", "0/0 公安 3", "0/0 教育 1", "0/0 其他部门 1"));
  EXPECT_THAT(BodyRows(snapshot,
                       "mix_levels: true group_by: DIMENSION_GOVERNMENT_LEVEL"),
              ElementsAre("0/0  1", "0/1  1", "0/3  4"));
  EXPECT_THAT(
      BodyRows(snapshot, "selection { bodies: 'bodies/public_security' }"),
      ElementsAre("5/1 公安 1", "5/3 公安 2"));
  EXPECT_THAT(
      BodyRows(snapshot, "selection { government_levels: LEVEL_PROVINCE }"),
      ElementsAre("3/0  1", "5/1 公安 1"));
  EXPECT_THAT(
      BodyRows(snapshot, "selection { levels: LEVEL_DEPARTMENT }"),
      ElementsAre("5/1 公安 1", "5/3 公安 2", "5/3 教育 1", "5/3 其他部门 1"));
}

TEST(StatisticsTest,
     DepartmentsOfAKnownKindHaveTheDivisionsOfTheirGovernments) {
  const SnapshotPtr snapshot = Bodies();
  const std::vector<v1::Statistics> rows = Rows(snapshot, "");
  ASSERT_EQ(rows.size(), 5);
  EXPECT_EQ(rows[0].divisions_in_scope(), 2975);
  EXPECT_EQ(rows[0].divisions_with_report(), 1);
  EXPECT_EQ(rows[1].divisions_in_scope(), 34);
  EXPECT_EQ(rows[2].divisions_in_scope(), 2975);
  EXPECT_EQ(rows[2].divisions_with_report(), 2);
  EXPECT_EQ(rows[2].coverage(), 2.0 / 2975);
  // Nobody knows how many bodies of an unknown kind there are.
  EXPECT_FALSE(rows[4].has_divisions_in_scope());
  EXPECT_FALSE(rows[4].has_coverage());
  EXPECT_EQ(rows[4].divisions_reporting(), 1);
  const v1::Statistics mixed = OnlyRow(snapshot, "mix_levels: true");
  EXPECT_EQ(mixed.count(), 6);
  EXPECT_FALSE(mixed.has_divisions_in_scope());
  EXPECT_EQ(mixed.divisions_reporting(), 3);
}

TEST(StatisticsTest, TypesOfReportsNeverMix) {
  SnapshotBuilder builder;
  builder.Add(County(0, "110101", 2020, 200));
  BuiltReport disclosure = County(0, "110101", 2020, 12);
  disclosure.type = v1::Report::TYPE_INFORMATION_DISCLOSURE;
  builder.Add(disclosure);
  disclosure.code = "110108";
  disclosure.issuer = 1;
  builder.Add(disclosure);
  const SnapshotPtr snapshot = builder.Build();
  for (const char* const mixed : {"", "mix_levels: true mix_years: true "}) {
    EXPECT_EQ(OnlyRow(snapshot, mixed).sum(), 200);
    EXPECT_EQ(OnlyRow(snapshot, absl::StrCat(mixed,
                                             "selection { report_type: "
                                             "TYPE_INFORMATION_DISCLOSURE }"))
                  .sum(),
              24);
  }
  EXPECT_EQ(OnlyRow(snapshot, "").divisions_with_report(), 1);
  EXPECT_THAT(Rows(snapshot, "selection { report_type: TYPE_OTHER }"),
              IsEmpty());
}

TEST(StatisticsTest, ARowOfMixedYearsSaysSo) {
  const v1::Statistics mixed = OnlyRow(FourCounties(), "mix_years: true");
  EXPECT_EQ(mixed.count(), 5);
  EXPECT_EQ(mixed.issuer_count(), 4);
  EXPECT_EQ(mixed.first_year(), 2020);
  EXPECT_EQ(mixed.last_year(), 2021);
  EXPECT_EQ(mixed.max().year(), 2020);
  const std::vector<v1::Statistics> rows = Rows(FourCounties(), "");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].issuer_count(), 4);
  EXPECT_EQ(rows[0].first_year(), 2020);
  EXPECT_EQ(rows[0].last_year(), 2020);
  EXPECT_EQ(rows[1].min().year(), 2021);
  const v1::Statistics newest =
      OnlyRow(FourCounties(), "selection { latest_year: true }");
  EXPECT_EQ(newest.issuer_count(), newest.count());
  EXPECT_EQ(newest.group().year(), 0);
  EXPECT_EQ(newest.last_year(), 2021);
}

TEST(StatisticsTest, WhatCannotBeConvertedIsLeftOutAndCountedApart) {
  SnapshotBuilder builder;
  builder.Add(County(0, "110101", 2020, 1));
  builder.Add(County(1, "110108", 2020, 1000, kUnconvertible));
  builder.Add(County(2, "110105", 2020, 50, kErroneous));
  builder.Add(County(3, "110106", 2020, 70, kErroneous | kUnconvertible));
  builder.Add(County(4, "130102", 2020, 9, kUnconvertible));
  const SnapshotPtr snapshot = builder.Build();
  const std::vector<v1::Statistics> rows =
      Rows(snapshot, "group_by: DIMENSION_PROVINCE");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].count(), 1);
  EXPECT_EQ(rows[0].unconvertible_count(), 2);
  EXPECT_EQ(rows[0].excluded_count(), 1);
  EXPECT_EQ(rows[0].divisions_reporting(), 4);
  EXPECT_EQ(rows[0].max().value(), 1);
  EXPECT_EQ(rows[1].count(), 0);
  EXPECT_EQ(rows[1].unconvertible_count(), 1);
  EXPECT_EQ(rows[1].first_year(), 0);
  EXPECT_EQ(rows[1].issuer_count(), 0);
  EXPECT_FALSE(rows[1].has_mean());
  const v1::Statistics all =
      OnlyRow(snapshot, "selection { include_erroneous: true }");
  EXPECT_EQ(all.sum(), 51);
  EXPECT_EQ(all.unconvertible_count(), 3);
  EXPECT_EQ(all.excluded_count(), 0);
}

TEST(StatisticsTest, UnidentifiedReportsCountWhenAskedForOnly) {
  SnapshotBuilder builder;
  builder.Add(County(0, "110101", 2020, 1));
  builder.Add(County(1, "", 2020, 100));
  BuiltReport without_year = County(2, "110102", 0, 1000);
  without_year.values[0].year = 2020;
  builder.Add(without_year);
  const SnapshotPtr snapshot = builder.Build();
  const v1::Statistics row = OnlyRow(snapshot, "");
  EXPECT_EQ(row.sum(), 1);
  EXPECT_EQ(row.divisions_with_report(), 1);
  const v1::Statistics all =
      OnlyRow(snapshot, "selection { include_unidentified: true }");
  EXPECT_EQ(all.sum(), 1101);
  EXPECT_EQ(all.count(), 3);
  EXPECT_EQ(all.issuer_count(), 3);
  EXPECT_EQ(all.divisions_with_report(), 1);
  EXPECT_THAT(Rows(snapshot,
                   "selection { include_unidentified: true bodies: "
                   "'bodies/justice' }"),
              IsEmpty());
}

TEST(StatisticsTest, ErroneousValuesAreLeftOutAndCounted) {
  SnapshotBuilder builder;
  builder.Add(County(0, "110101", 2020, 1));
  builder.Add(County(1, "110108", 2020, 1000, kErroneous));
  builder.Add(County(2, "130102", 2020, 9, kErroneous));
  const SnapshotPtr snapshot = builder.Build();
  const std::vector<v1::Statistics> rows =
      Rows(snapshot, "group_by: DIMENSION_PROVINCE");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].count(), 1);
  EXPECT_EQ(rows[0].excluded_count(), 1);
  EXPECT_EQ(rows[0].divisions_reporting(), 2);
  EXPECT_EQ(rows[0].max().value(), 1);
  // A group of excluded values alone.
  EXPECT_EQ(rows[1].count(), 0);
  EXPECT_EQ(rows[1].excluded_count(), 1);
  EXPECT_FALSE(rows[1].has_sum());
  EXPECT_FALSE(rows[1].has_mean());
  EXPECT_FALSE(rows[1].has_min());
  EXPECT_EQ(OnlyRow(snapshot, "selection { include_erroneous: true }").sum(),
            1010);
}

TEST(StatisticsTest, OfEqualExtremesTheLowerPlaceThenTheEarlierYear) {
  SnapshotBuilder builder;
  builder.Add(County(0, "130102", 2019, 5));
  builder.Add(County(1, "110108", 2021, 5));
  builder.Add(County(1, "110108", 2020, 5));
  const SnapshotPtr snapshot = builder.Build();
  const v1::Statistics row = OnlyRow(snapshot, "mix_years: true");
  EXPECT_EQ(row.min().year(), 2020);
  EXPECT_EQ(row.min().report(), "reports/3");
  EXPECT_EQ(row.max().report(), "reports/3");
}

TEST(StatisticsTest, RatesPoolWhatTheirPartsSay) {
  SnapshotBuilder builder;
  builder.Add(
      {.issuer = 0,
       .code = "110101",
       .year = 2020,
       .values = {{kCases, 1}, {kLost, 4}, {"indicators/t.share", 25}}});
  builder.Add({.issuer = 1,
               .code = "110108",
               .year = 2020,
               .values = {{kCases, 8}, {kLost, 16}}});
  // Without a denominator, and with one in doubt.
  builder.Add(
      {.issuer = 2, .code = "110105", .year = 2020, .values = {{kCases, 5}}});
  builder.Add(
      {.issuer = 3,
       .code = "110106",
       .year = 2020,
       .values = {{kCases, 5},
                  {.indicator = kLost, .value = 1, .flags = kErroneous}}});
  // A group that has parts alone.
  builder.Add({.issuer = 4,
               .code = "130102",
               .year = 2020,
               .values = {{kCases, 3}, {kLost, 4}}});
  const std::vector<v1::Statistics> rows =
      Rows(builder.Build(),
           "selection { indicators: 'indicators/t.share' } "
           "group_by: DIMENSION_PROVINCE");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].mean(), 25);
  EXPECT_FALSE(rows[0].has_sum());
  EXPECT_EQ(rows[0].unit(), "%");
  EXPECT_EQ(rows[0].pooled_rate(), 45);
  EXPECT_EQ(rows[0].pooled_count(), 2);
  EXPECT_EQ(rows[1].count(), 0);
  EXPECT_EQ(rows[1].pooled_rate(), 75);
  EXPECT_EQ(rows[1].pooled_count(), 1);
}

TEST(StatisticsTest, DerivedIndicatorsCountWhereAllTheirPartsDo) {
  SnapshotBuilder builder;
  builder.Add({.issuer = 0,
               .code = "110101",
               .year = 2020,
               .values = {{.indicator = kLost, .value = 1, .flags = kInexact},
                          {kCases, 4}}});
  builder.Add({.issuer = 1,
               .code = "110108",
               .year = 2020,
               .values = {{kLost, 1}, {kCases, 2}}});
  builder.Add({.issuer = 2,
               .code = "110105",
               .year = 2020,
               .values = {{kLost, 1}, {kCases, 0}}});
  builder.Add(
      {.issuer = 3, .code = "110106", .year = 2020, .values = {{kLost, 7}}});
  const v1::Statistics row =
      OnlyRow(builder.Build(),
              "selection { derived { name: 'indicators/my.share' "
              "formula: '100 * t.lost / t.cases' } }");
  EXPECT_EQ(row.group().indicator(), "indicators/my.share");
  EXPECT_EQ(row.unit(), "%");
  EXPECT_EQ(row.count(), 2);
  EXPECT_EQ(row.inexact_count(), 1);
  EXPECT_EQ(row.min().value(), 25);
  EXPECT_EQ(row.max().value(), 50);
  EXPECT_EQ(row.max().report(), "reports/2");
  EXPECT_FALSE(row.has_sum());
}

TEST(StatisticsTest, RanksHaveNoUnitAndNoSum) {
  SnapshotBuilder builder;
  builder.Add(
      {.issuer = 0,
       .code = "110101",
       .year = 2020,
       .values = {{.indicator = kCases, .value = 3, .kind = v1::KIND_RANK}}});
  const SnapshotPtr snapshot = builder.Build();
  EXPECT_THAT(Rows(snapshot, ""), IsEmpty());
  const v1::Statistics row = OnlyRow(snapshot, "selection { kind: KIND_RANK }");
  EXPECT_EQ(row.mean(), 3);
  EXPECT_EQ(row.unit(), "");
  EXPECT_FALSE(row.has_sum());
}

TEST(StatisticsTest, IndicatorsAsTheCatalogueThenOthersByName) {
  SnapshotBuilder builder;
  builder.Add({.issuer = 0,
               .code = "110101",
               .year = 2020,
               .values = {{"indicators/t.z", 1},
                          {"indicators/t.a", 1},
                          {"indicators/t.share", 1},
                          {kLost, 1}}});
  EXPECT_THAT(Groups(builder.Build(), ""),
              ElementsAre("lost 2020 3  1", "share 2020 3  1", "a 2020 3  1",
                          "z 2020 3  1"));
}

TEST(StatisticsTest, ABadOrderNamesItsColumn) {
  for (const auto& [order, expected] :
       std::vector<std::pair<std::string, std::string>>{
           {"size", "column 1: expected one of count, sum"},
           {"mean dsc", "column 6: expected desc or a comma"},
           {"mean desc asc", "column 11: expected a comma"},
           {"mean,", "column 6: expected one of count"},
           {"mean, ,sum", "column 7: expected one of count"},
           {"均值", "column 1: expected one of count"}}) {
    const absl::Status status =
        TryToAsk(Request(absl::StrCat("order_by: '", order, "'"))).status();
    EXPECT_EQ(FieldOf(status), "order_by") << order;
    EXPECT_THAT(std::string(status.message()), HasSubstr(expected));
  }
}

TEST(StatisticsTest, StopsWhenNobodyWaits) {
  for (const char* const order_by : {"", "mean"}) {
    const auto cursor =
        QueryStatistics(TestCatalogue(), FourCounties(),
                        Question(absl::StrCat("order_by: '", order_by, "'")));
    Messages<v1::QueryStatisticsResponse> messages;
    EXPECT_EQ(cursor->Next(messages, [] { return true; }).status().code(),
              absl::StatusCode::kCancelled);
    EXPECT_THAT(messages, IsEmpty());
  }
}

// A group has more values than its province has counties when a township
// reports as one.
TEST(StatisticsTest, ATownshipAmongAllCountiesOfItsProvince) {
  SnapshotBuilder builder;
  int32_t issuer = 0;
  for (const DivisionEntry& division : Gazetteer::Get().divisions()) {
    if (division.level != v1::LEVEL_COUNTY) continue;
    const std::string code(division.code);
    if (code.substr(0, 2) > "13") break;
    builder.Add(County(issuer++, code, 2020, code[1] - '0'));
  }
  builder.Add(County(issuer, "110101001", 2020, 1));
  const std::vector<v1::Statistics> rows =
      Rows(builder.Build(), "group_by: [DIMENSION_PROVINCE, DIMENSION_YEAR]");
  ASSERT_EQ(rows.size(), 3);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(rows[i].min().value(), i + 1);
    EXPECT_EQ(rows[i].max().value(), i + 1);
    EXPECT_EQ(rows[i].coverage(), 1);
    EXPECT_EQ(rows[i].sum(), (i + 1) * rows[i].count());
  }
  EXPECT_EQ(rows[0].count(), 17);
  EXPECT_EQ(rows[0].divisions_reporting(), 16);
  EXPECT_EQ(rows[1].count(), 16);
}

// Many groups come in several messages, and the first before all are made. How
// many go into one depends on how long they take.
TEST(StatisticsTest, StreamsWideGroupings) {
  constexpr int kGroups = 2 * kMessageRows + 1;
  SnapshotBuilder builder;
  int32_t issuer = 0;
  for (const DivisionEntry& division : Gazetteer::Get().divisions()) {
    if (division.level != v1::LEVEL_COUNTY || issuer == kGroups) continue;
    builder.Add(County(issuer, std::string(division.code), 2020, issuer));
    ++issuer;
  }
  const auto cursor = QueryStatistics(TestCatalogue(), builder.Build(),
                                      Question("group_by: DIMENSION_DIVISION"));
  Messages<v1::QueryStatisticsResponse> messages;
  absl::StatusOr<bool> more = cursor->Next(messages, [] { return false; });
  ASSERT_TRUE(more.ok());
  EXPECT_TRUE(*more);
  ASSERT_EQ(messages.size(), 1);
  EXPECT_LE(messages[0].statistics_size(), kMessageRows);
  while (*more) more = cursor->Next(messages, [] { return false; });
  EXPECT_GE(messages.size(), 3);
  int rows = 0;
  for (const auto& message : messages) {
    EXPECT_GT(message.statistics_size(), 0);
    EXPECT_LE(message.statistics_size(), kMessageRows);
    rows += message.statistics_size();
  }
  EXPECT_EQ(rows, kGroups);
}

}  // namespace statistics_test
}  // namespace nianbao::aggregator
