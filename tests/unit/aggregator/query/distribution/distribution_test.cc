#include "aggregator/query/distribution/distribution.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/asking.h"
#include "tests/unit/aggregator/snapshot_builder.h"

namespace nianbao::aggregator {
namespace distribution_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kCases[] = "indicators/t.cases";
constexpr ObservationFlags kUnconvertible =
    v1::MODIFIER_EXACT | observation_flags::kUnconvertible;
constexpr ObservationFlags kErroneous =
    v1::MODIFIER_EXACT | observation_flags::kErroneous;

std::vector<v1::Distribution> Rows(const SnapshotPtr& snapshot,
                                   const std::string& text) {
  v1::QueryDistributionsRequest request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request));
  std::vector<v1::Distribution> rows;
  for (const v1::QueryDistributionsResponse& message : ReadAll(
           QueryDistributions(QueryTestCatalogue(), snapshot, Ask(request)))) {
    rows.insert(rows.end(), message.distributions().begin(),
                message.distributions().end());
  }
  return rows;
}

std::vector<std::string> Bins(const v1::Distribution& row) {
  std::vector<std::string> bins;
  for (const v1::HistogramBin& bin : row.bins()) {
    bins.push_back(
        absl::StrCat(bin.lower(), "-", bin.upper(), ": ", bin.count()));
  }
  return bins;
}

// Five counties with 0, 1, 2, 3 and 100 in 2020; the last with 7 in 2019.
SnapshotBuilder Counties() {
  SnapshotBuilder builder;
  const std::vector<std::pair<std::string, double>> values = {{"110101", 3},
                                                              {"110102", 100},
                                                              {"110105", 0},
                                                              {"110106", 2},
                                                              {"440106", 1}};
  int issuer = 0;
  for (const auto& [code, value] : values) {
    builder.Add({.issuer = ++issuer,
                 .code = code,
                 .year = 2020,
                 .values = {{kCases, value}}});
  }
  builder.Add({.issuer = issuer,
               .code = "440106",
               .year = 2019,
               .values = {{kCases, 7}}});
  return builder;
}

TEST(DistributionTest, NothingToSpread) {
  EXPECT_THAT(Rows(SnapshotBuilder().Build(), ""), IsEmpty());
}

TEST(DistributionTest, BinsAndBox) {
  const auto rows =
      Rows(Counties().Build(), "bin_count: 4 selection { first_year: 2020 }");
  ASSERT_EQ(rows.size(), 1);
  const v1::Distribution& row = rows[0];
  EXPECT_EQ(row.group().indicator(), kCases);
  EXPECT_EQ(row.group().level(), v1::LEVEL_COUNTY);
  EXPECT_EQ(row.group().year(), 2020);
  EXPECT_EQ(row.first_year(), 2020);
  EXPECT_EQ(row.last_year(), 2020);
  EXPECT_EQ(row.unit(), "件");
  EXPECT_EQ(row.count(), 5);
  EXPECT_THAT(Bins(row),
              ElementsAre("0-25: 4", "25-50: 0", "50-75: 0", "75-100: 1"));
  EXPECT_EQ(row.box().min(), 0);
  EXPECT_EQ(row.box().lower_whisker(), 0);
  EXPECT_EQ(row.box().first_quartile(), 1);
  EXPECT_EQ(row.box().median(), 2);
  EXPECT_EQ(row.box().third_quartile(), 3);
  EXPECT_EQ(row.box().upper_whisker(), 3);
  EXPECT_EQ(row.box().max(), 100);
  EXPECT_EQ(row.box().outlier_count(), 1);
  ASSERT_EQ(row.box().outliers_size(), 1);
  EXPECT_EQ(row.box().outliers(0).value(), 100);
  EXPECT_EQ(row.box().outliers(0).division(), "divisions/110102");
  EXPECT_EQ(row.box().outliers(0).issuer(), "issuer 2");
  EXPECT_EQ(row.box().outliers(0).report(), "reports/2");
}

TEST(DistributionTest, YearsAreToldApartUnlessMixed) {
  const SnapshotPtr snapshot = Counties().Build();
  const auto merged =
      Rows(snapshot, "mix_years: true edges: 0 edges: 2 edges: 7 edges: 8");
  ASSERT_EQ(merged.size(), 1);
  EXPECT_EQ(merged[0].count(), 6);
  // 100 is in no bin.
  EXPECT_THAT(Bins(merged[0]), ElementsAre("0-2: 2", "2-7: 2", "7-8: 1"));
  EXPECT_EQ(merged[0].group().year(), 0);
  EXPECT_EQ(merged[0].first_year(), 2019);
  EXPECT_EQ(merged[0].last_year(), 2020);
  EXPECT_EQ(Rows(snapshot, "selection { latest_year: true }").size(), 1);
  const auto by_year = Rows(snapshot, "");
  ASSERT_EQ(by_year.size(), 2);
  EXPECT_EQ(by_year[0].group().year(), 2019);
  EXPECT_THAT(Bins(by_year[0]), ElementsAre("7-7: 1"));
  EXPECT_EQ(by_year[1].count(), 5);
}

TEST(DistributionTest, ErroneousValuesAreLeftOutUnlessAskedFor) {
  SnapshotBuilder builder = Counties();
  builder.Add({.issuer = 9,
               .code = "310101",
               .year = 2020,
               .values = {{kCases, 1e15, 0, kErroneous}}});
  const SnapshotPtr snapshot = builder.Build();
  const std::string by_province =
      "group_by: DIMENSION_PROVINCE mix_years: true ";
  EXPECT_EQ(Rows(snapshot, by_province).size(), 2);
  const auto rows =
      Rows(snapshot, by_province + "selection { include_erroneous: true }");
  ASSERT_EQ(rows.size(), 3);
  EXPECT_EQ(rows[1].group().province(), "divisions/310000");
  EXPECT_EQ(rows[1].box().median(), 1e15);
}

TEST(DistributionTest, WhatCannotBeConvertedIsInNoRow) {
  SnapshotBuilder builder = Counties();
  builder.Add({.issuer = 9,
               .code = "310101",
               .year = 2021,
               .values = {{kCases, 8, 0, kUnconvertible}}});
  const auto rows = Rows(
      builder.Build(), "mix_years: true selection { include_erroneous: true }");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].count(), 6);
  EXPECT_EQ(rows[0].last_year(), 2020);
}

TEST(DistributionTest, DepartmentsOfAKindAndOfALevelOfGovernment) {
  SnapshotBuilder builder;
  int32_t issuer = 0;
  for (const char* const code : {"110108", "110101", "130100"}) {
    builder.Add({.issuer = issuer++,
                 .code = code,
                 .level = v1::LEVEL_DEPARTMENT,
                 .year = 2020,
                 .values = {{kCases, 5}},
                 .issuer_name = "样例公安局"});
  }
  const auto rows = Rows(builder.Build(), "");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].group().government_level(), v1::LEVEL_PREFECTURE);
  EXPECT_EQ(rows[0].count(), 1);
  EXPECT_EQ(rows[1].group().government_level(), v1::LEVEL_COUNTY);
  EXPECT_EQ(rows[1].count(), 2);
  EXPECT_EQ(rows[1].group().body(), "bodies/public_security");
  EXPECT_EQ(rows[1].group().body_display_name(), "公安");
}

TEST(DistributionTest, OneIndicatorAfterAnother) {
  SnapshotBuilder builder = Counties();
  builder.Add({.issuer = 9,
               .code = "310101",
               .year = 2020,
               .values = {{"indicators/t.rate", 5}}});
  const auto rows = Rows(builder.Build(), "mix_years: true");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].group().indicator(), kCases);
  EXPECT_EQ(rows[1].group().indicator(), "indicators/t.rate");
  EXPECT_EQ(rows[1].unit(), "%");
}

TEST(DistributionTest, StopsWhenNobodyWaits) {
  const auto cursor =
      QueryDistributions(QueryTestCatalogue(), Counties().Build(), {});
  Messages<v1::QueryDistributionsResponse> messages;
  EXPECT_EQ(cursor->Next(messages, [] { return true; }).status().code(),
            absl::StatusCode::kCancelled);
}

}  // namespace distribution_test
}  // namespace nianbao::aggregator
