#include "aggregator/query/trend/trends.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/asking.h"
#include "tests/unit/aggregator/snapshot_builder.h"
#include "tests/unit/aggregator/subject_texts.h"

namespace nianbao::aggregator {
namespace trends_test {

using ::testing::IsEmpty;

constexpr char kCases[] = "indicators/t.cases";
constexpr ObservationFlags kErroneous =
    v1::MODIFIER_EXACT | observation_flags::kErroneous;

// `subjects` are those of reports by their ids.
std::vector<v1::Trend> Rows(const SnapshotPtr& snapshot,
                            const std::string& text,
                            SubjectTexts subjects = {}) {
  SubjectOwners owners(subjects);
  v1::QueryTrendsRequest request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request));
  std::vector<v1::Trend> rows;
  for (const v1::QueryTrendsResponse& message : ReadAll(
           QueryTrends(QueryTestCatalogue(), snapshot, owners, Ask(request)))) {
    rows.insert(rows.end(), message.trends().begin(), message.trends().end());
  }
  return rows;
}

void AddYear(SnapshotBuilder& builder, int issuer, const std::string& code,
             int year, double value,
             ObservationFlags flags = v1::MODIFIER_EXACT,
             const std::string& indicator = kCases) {
  builder.Add({.issuer = issuer,
               .code = code,
               .year = year,
               .values = {{indicator, value, 0, flags}}});
}

// Two that report both years, one only the earlier, one only the later.
SnapshotBuilder TwoYears() {
  SnapshotBuilder builder;
  AddYear(builder, 1, "110101", 2019, 10);
  AddYear(builder, 1, "110101", 2020, 30);
  AddYear(builder, 2, "440106", 2019, 40);
  AddYear(builder, 2, "440106", 2020, 35);
  AddYear(builder, 3, "110105", 2019, 1000);
  AddYear(builder, 4, "110106", 2020, 2000);
  return builder;
}

TEST(TrendsTest, NothingToCompare) {
  EXPECT_THAT(Rows(SnapshotBuilder().Build(), ""), IsEmpty());
}

TEST(TrendsTest, CountsPairsWhoseSubjectsAreOfOtherBodies) {
  const SnapshotPtr snapshot = TwoYears().Build();
  const std::string request = "selection { first_year: 2020 }";
  EXPECT_EQ(Rows(snapshot, request)[0].scope_changed(), 0);
  // Reports 1 and 2 are of one issuer, and so are 3 and 4.
  EXPECT_EQ(Rows(snapshot, request,
                 SubjectTexts({{1, "区政府为被告案件"},
                               {2, "各级法院行政应诉案件"},
                               {3, "行政应诉案件"},
                               {4, "各级法院行政应诉案件"}}))[0]
                .scope_changed(),
            1);
}

TEST(TrendsTest, OnlyTheMatchedPanelCounts) {
  const auto rows = Rows(TwoYears().Build(), "selection { first_year: 2020 }");
  ASSERT_EQ(rows.size(), 1);
  const v1::Trend& row = rows[0];
  EXPECT_EQ(row.group().indicator(), kCases);
  EXPECT_EQ(row.group().year(), 2020);
  EXPECT_EQ(row.group().level(), v1::LEVEL_COUNTY);
  EXPECT_EQ(row.previous_year(), 2019);
  EXPECT_EQ(row.unit(), "件");
  EXPECT_EQ(row.matched(), 2);
  EXPECT_EQ(row.only_current(), 1);
  EXPECT_EQ(row.only_previous(), 1);
  EXPECT_EQ(row.sum(), 65);
  EXPECT_EQ(row.previous_sum(), 50);
  EXPECT_EQ(row.mean(), 32.5);
  EXPECT_EQ(row.previous_mean(), 25);
  EXPECT_EQ(row.median(), 32.5);
  EXPECT_EQ(row.previous_median(), 25);
  EXPECT_EQ(row.change(), 15);
  EXPECT_EQ(row.change_percent(), 30);
  EXPECT_EQ(row.median_change(), 7.5);
  EXPECT_EQ(row.risen(), 1);
  EXPECT_EQ(row.fallen(), 1);
  EXPECT_EQ(row.unchanged(), 0);
}

TEST(TrendsTest, AYearWithoutTheOneBeforeHasNoFigures) {
  const auto rows = Rows(TwoYears().Build(), "");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].group().year(), 2019);
  EXPECT_EQ(rows[0].matched(), 0);
  EXPECT_EQ(rows[0].only_current(), 3);
  EXPECT_EQ(rows[0].only_previous(), 0);
  EXPECT_FALSE(rows[0].has_sum());
  EXPECT_FALSE(rows[0].has_mean());
  EXPECT_FALSE(rows[0].has_change());
  EXPECT_FALSE(rows[0].has_median_change());
}

TEST(TrendsTest, GroupsKeepTheirOrderAndTheYearComesWhereItIsAskedFor) {
  const SnapshotPtr snapshot = TwoYears().Build();
  const auto keys = [&snapshot](const std::string& request) {
    std::string text;
    for (const v1::Trend& row : Rows(snapshot, request)) {
      absl::StrAppend(&text, row.group().province().substr(10, 2), ":",
                      row.group().year(), " ");
    }
    return text;
  };
  EXPECT_EQ(keys("group_by: DIMENSION_PROVINCE"),
            "11:2019 11:2020 44:2019 44:2020 ");
  EXPECT_EQ(keys("group_by: DIMENSION_YEAR group_by: DIMENSION_PROVINCE"),
            "11:2019 44:2019 11:2020 44:2020 ");
}

TEST(TrendsTest, EachDivisionsOwn) {
  const auto rows = Rows(TwoYears().Build(),
                         "group_by: DIMENSION_DIVISION selection { first_year: "
                         "2020 within: 'divisions/110000' }");
  ASSERT_EQ(rows.size(), 3);
  EXPECT_EQ(rows[0].group().division(), "divisions/110101");
  EXPECT_EQ(rows[0].change(), 20);
  EXPECT_EQ(rows[0].change_percent(), 200);
  // Reported the year before alone.
  EXPECT_EQ(rows[1].group().division(), "divisions/110105");
  EXPECT_EQ(rows[1].only_previous(), 1);
  EXPECT_EQ(rows[2].only_current(), 1);
}

TEST(TrendsTest, ALagOfSeveralYears) {
  SnapshotBuilder builder;
  AddYear(builder, 1, "110101", 2015, 10);
  AddYear(builder, 1, "110101", 2019, 99);
  AddYear(builder, 1, "110101", 2020, 4);
  const SnapshotPtr snapshot = builder.Build();
  const auto rows = Rows(snapshot, "lag: 5 selection { first_year: 2020 }");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].previous_year(), 2015);
  EXPECT_EQ(rows[0].change(), -6);
  EXPECT_EQ(rows[0].change_percent(), -60);
  // Before all years.
  EXPECT_EQ(Rows(snapshot, "lag: 2147483647 selection { last_year: 2020 }")[0]
                .matched(),
            0);
}

TEST(TrendsTest, ErroneousValuesMatchNothingUnlessAskedFor) {
  SnapshotBuilder builder;
  AddYear(builder, 1, "110101", 2019, 10);
  AddYear(builder, 1, "110101", 2020, 30, kErroneous);
  AddYear(builder, 2, "110102", 2019, 5, kErroneous);
  AddYear(builder, 2, "110102", 2020, 6);
  const SnapshotPtr snapshot = builder.Build();
  const auto without = Rows(snapshot, "selection { first_year: 2020 }");
  ASSERT_EQ(without.size(), 1);
  EXPECT_EQ(without[0].matched(), 0);
  EXPECT_EQ(without[0].only_current(), 1);
  EXPECT_EQ(without[0].only_previous(), 1);
  const auto with =
      Rows(snapshot, "selection { first_year: 2020 include_erroneous: true }");
  EXPECT_EQ(with[0].matched(), 2);
  EXPECT_EQ(with[0].risen(), 2);
}

TEST(TrendsTest, RatesHaveNoSumAndNoPercentOfWhatIsNotPositive) {
  SnapshotBuilder builder;
  AddYear(builder, 1, "110101", 2019, 90, 1, "indicators/t.rate");
  AddYear(builder, 1, "110101", 2020, 81, 1, "indicators/t.rate");
  AddYear(builder, 1, "110101", 2019, -5);
  AddYear(builder, 1, "110101", 2020, -5);
  const auto rows = Rows(builder.Build(), "selection { first_year: 2020 }");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].sum(), -5);
  EXPECT_EQ(rows[0].change(), 0);
  EXPECT_FALSE(rows[0].has_change_percent());
  EXPECT_EQ(rows[0].unchanged(), 1);
  EXPECT_EQ(rows[1].unit(), "%");
  EXPECT_FALSE(rows[1].has_sum());
  EXPECT_FALSE(rows[1].has_previous_sum());
  EXPECT_EQ(rows[1].change(), -9);
  EXPECT_EQ(rows[1].change_percent(), -10);
}

TEST(TrendsTest, OnlyTheLatestYearOfEachIssuer) {
  SnapshotBuilder builder = TwoYears();
  AddYear(builder, 3, "110105", 2018, 900);
  const auto rows = Rows(builder.Build(), "selection { latest_year: true }");
  ASSERT_EQ(rows.size(), 2);
  // Issuer 3, against the year before its newest.
  EXPECT_EQ(rows[0].group().year(), 2019);
  EXPECT_EQ(rows[0].matched(), 1);
  EXPECT_EQ(rows[0].change(), 100);
  EXPECT_EQ(rows[1].matched(), 2);
  EXPECT_EQ(rows[1].only_current(), 1);
  EXPECT_EQ(rows[1].only_previous(), 0);
}

// An issuer's report of another type is no year of the first, and departments
// move among their own.
TEST(TrendsTest, TypesAndKindsOfBodiesAreToldApart) {
  SnapshotBuilder builder = TwoYears();
  builder.Add({.issuer = 3,
               .code = "110105",
               .year = 2020,
               .values = {{kCases, 5000}},
               .type = v1::Report::TYPE_INFORMATION_DISCLOSURE});
  for (const int year : {2019, 2020}) {
    builder.Add({.issuer = 7,
                 .code = "110105",
                 .level = v1::LEVEL_DEPARTMENT,
                 .year = year,
                 .values = {{kCases, year * 1.0}},
                 .issuer_name = "朝阳区公安局"});
  }
  const SnapshotPtr snapshot = builder.Build();
  const auto rows = Rows(snapshot, "selection { first_year: 2020 }");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].matched(), 2);
  EXPECT_EQ(rows[0].only_previous(), 1);
  EXPECT_EQ(rows[1].group().body(), "bodies/public_security");
  EXPECT_EQ(rows[1].group().government_level(), v1::LEVEL_COUNTY);
  EXPECT_EQ(rows[1].matched(), 1);
  EXPECT_EQ(rows[1].change(), 1);
  const auto mixed =
      Rows(snapshot, "mix_levels: true selection { first_year: 2020 }");
  ASSERT_EQ(mixed.size(), 1);
  EXPECT_EQ(mixed[0].matched(), 3);
}

TEST(TrendsTest, WhatCannotBeConvertedMatchesNothing) {
  SnapshotBuilder builder;
  AddYear(builder, 1, "110101", 2019, 10);
  AddYear(builder, 1, "110101", 2020, 30,
          v1::MODIFIER_EXACT | observation_flags::kUnconvertible);
  const auto rows = Rows(builder.Build(),
                         "selection { first_year: 2020 include_erroneous: "
                         "true }");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].matched(), 0);
  EXPECT_EQ(rows[0].only_previous(), 1);
}

TEST(TrendsTest, StopsWhenNobodyWaits) {
  SubjectTexts subjects;
  SubjectOwners owners(subjects);
  const auto cursor =
      QueryTrends(QueryTestCatalogue(), TwoYears().Build(), owners, {});
  Messages<v1::QueryTrendsResponse> messages;
  EXPECT_EQ(cursor->Next(messages, [] { return true; }).status().code(),
            absl::StatusCode::kCancelled);
}

}  // namespace trends_test
}  // namespace nianbao::aggregator
