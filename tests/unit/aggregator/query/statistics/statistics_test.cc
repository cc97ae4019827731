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
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kCases[] = "indicators/t.cases";
constexpr char kLost[] = "indicators/t.lost";
constexpr uint16_t kInexact = v1::MODIFIER_APPROXIMATE;
constexpr uint16_t kErroneous =
    v1::MODIFIER_EXACT | observation_flags::kErroneous;

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
                   double value, uint16_t flags = v1::MODIFIER_EXACT) {
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
  EXPECT_EQ(row.group().year(), 0);
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
        {"nothing", "", {"cases 0 3  5"}},
        {"mixed_levels", "mix_levels: true", {"cases 0 0  5"}},
        {"indicator", "group_by: DIMENSION_INDICATOR", {"cases 0 3  5"}},
        {"year",
         "group_by: DIMENSION_YEAR",
         {"cases 2020 3  4", "cases 2021 3  1"}},
        {"province",
         "group_by: DIMENSION_PROVINCE",
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
         "group_by: DIMENSION_PREFECTURE",
         {"cases 0 3 北京市 3", "cases 0 3 石家庄市 1", "cases 0 3 海南省 1"}},
        {"division_of_a_year",
         "selection { last_year: 2020 } group_by: DIMENSION_DIVISION",
         {"cases 0 3 东城区 1", "cases 0 3 海淀区 1", "cases 0 3 长安区 1",
          "cases 0 3 五指山市 1"}},
        {"latest_year",
         "selection { latest_year: true } "
         "group_by: [DIMENSION_PROVINCE, DIMENSION_YEAR]",
         {"cases 2020 3 北京市 1", "cases 2021 3 北京市 1",
          "cases 2020 3 河北省 1", "cases 2020 3 海南省 1"}},
        {"limit",
         "group_by: DIMENSION_PROVINCE limit: 2",
         {"cases 0 3 北京市 3", "cases 0 3 河北省 1"}},
        {"order",
         "group_by: DIMENSION_PROVINCE order_by: 'mean desc'",
         {"cases 0 3 北京市 3", "cases 0 3 海南省 1", "cases 0 3 河北省 1"}},
        {"order_and_limit",
         "group_by: DIMENSION_PROVINCE order_by: 'count, sum' limit: 2",
         {"cases 0 3 河北省 1", "cases 0 3 海南省 1"}},
        {"rows_without_the_field_come_last",
         "group_by: DIMENSION_PROVINCE "
         "order_by: ' standard_deviation desc , mean '",
         {"cases 0 3 北京市 3", "cases 0 3 河北省 1", "cases 0 3 海南省 1"}}}),
    [](const auto& test) { return test.param.name; });

TEST(StatisticsTest, DepartmentsAndMixedLevelsHaveNoScope) {
  SnapshotBuilder builder;
  builder.Add(County(0, "110101", 2020, 1));
  BuiltReport department = County(1, "110101", 2020, 2);
  department.level = v1::LEVEL_DEPARTMENT;
  builder.Add(department);
  const SnapshotPtr snapshot = builder.Build();
  const std::vector<v1::Statistics> rows = Rows(snapshot, "");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].divisions_in_scope(), 2975);
  EXPECT_EQ(rows[1].group().level(), v1::LEVEL_DEPARTMENT);
  EXPECT_FALSE(rows[1].has_divisions_in_scope());
  EXPECT_FALSE(rows[1].has_coverage());
  EXPECT_EQ(rows[1].divisions_reporting(), 1);
  const v1::Statistics mixed = OnlyRow(snapshot, "mix_levels: true");
  EXPECT_EQ(mixed.count(), 2);
  EXPECT_FALSE(mixed.has_divisions_in_scope());
  EXPECT_EQ(mixed.divisions_reporting(), 1);
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
  const v1::Statistics row = OnlyRow(snapshot, "");
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
  EXPECT_THAT(
      Groups(builder.Build(), ""),
      ElementsAre("lost 0 3  1", "share 0 3  1", "a 0 3  1", "z 0 3  1"));
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

}  // namespace
}  // namespace nianbao::aggregator
