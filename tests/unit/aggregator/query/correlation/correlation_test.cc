#include "aggregator/query/correlation/correlation.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/asking.h"
#include "tests/unit/aggregator/snapshot_builder.h"

namespace nianbao::aggregator {
namespace correlation_test {

using ::testing::DoubleNear;
using ::testing::IsEmpty;

constexpr char kCases[] = "indicators/t.cases";
constexpr char kLost[] = "indicators/t.lost";
constexpr ObservationFlags kErroneous =
    v1::MODIFIER_EXACT | observation_flags::kErroneous;

std::vector<v1::Correlation> Rows(const SnapshotPtr& snapshot,
                                  const std::string& text) {
  v1::QueryCorrelationsRequest request;
  request.set_x(kCases);
  request.set_y(kLost);
  EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(text, &request));
  std::vector<v1::Correlation> rows;
  for (const v1::QueryCorrelationsResponse& message : ReadAll(
           QueryCorrelations(QueryTestCatalogue(), snapshot, Ask(request)))) {
    rows.insert(rows.end(), message.correlations().begin(),
                message.correlations().end());
  }
  return rows;
}

// y = 3 - x in 2020; the fourth county has x in 2020 and y in 2019.
SnapshotBuilder Counties() {
  SnapshotBuilder builder;
  builder.Add({.issuer = 1,
               .code = "110101",
               .year = 2020,
               .values = {{kCases, 1}, {kLost, 2}}});
  builder.Add({.issuer = 2,
               .code = "110102",
               .year = 2020,
               .values = {{kCases, 2}, {kLost, 1}}});
  builder.Add({.issuer = 3,
               .code = "110105",
               .year = 2020,
               .values = {{kCases, 3}, {kLost, 0}}});
  builder.Add({.issuer = 4,
               .code = "110106",
               .year = 2020,
               .values = {{kCases, 50}, {kLost, 50, 2019}}});
  builder.Add({.issuer = 5,
               .code = "440106",
               .year = 2020,
               .values = {{kCases, 4}, {kLost, 100, 0, kErroneous}}});
  return builder;
}

TEST(CorrelationTest, NothingToPair) {
  EXPECT_THAT(Rows(SnapshotBuilder().Build(), ""), IsEmpty());
  EXPECT_THAT(Rows(Counties().Build(), "y: 'indicators/t.rate'"), IsEmpty());
}

TEST(CorrelationTest, OfIssuersThatReportBothInAYear) {
  const auto rows = Rows(Counties().Build(), "");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].group().indicator(), "");
  EXPECT_EQ(rows[0].group().level(), v1::LEVEL_COUNTY);
  EXPECT_EQ(rows[0].group().year(), 2020);
  EXPECT_EQ(rows[0].first_year(), 2020);
  EXPECT_EQ(rows[0].last_year(), 2020);
  EXPECT_EQ(rows[0].x(), kCases);
  EXPECT_EQ(rows[0].y(), kLost);
  EXPECT_EQ(rows[0].count(), 3);
  EXPECT_THAT(rows[0].pearson(), DoubleNear(-1, 1e-15));
  EXPECT_THAT(rows[0].spearman(), DoubleNear(-1, 1e-15));
  EXPECT_THAT(rows[0].slope(), DoubleNear(-1, 1e-15));
  EXPECT_THAT(rows[0].intercept(), DoubleNear(3, 1e-15));
}

TEST(CorrelationTest, ErroneousValuesPairWhenAskedFor) {
  const auto rows = Rows(Counties().Build(),
                         "selection { include_erroneous: true } group_by: "
                         "DIMENSION_PROVINCE group_by: DIMENSION_YEAR");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[1].group().province(), "divisions/440000");
  EXPECT_EQ(rows[1].group().year(), 2020);
  EXPECT_EQ(rows[1].count(), 1);
  EXPECT_FALSE(rows[1].has_pearson());
  EXPECT_FALSE(rows[1].has_spearman());
  EXPECT_FALSE(rows[1].has_slope());
  EXPECT_FALSE(rows[1].has_intercept());
}

TEST(CorrelationTest, WithADerivedIndicatorAndWithItself) {
  const auto rows =
      Rows(Counties().Build(),
           "y: 'indicators/my.own' selection { derived { name: "
           "'indicators/my.own' formula: '2 * t.cases - t.lost' } }");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].count(), 3);
  EXPECT_THAT(rows[0].slope(), DoubleNear(3, 1e-15));
  const auto itself = Rows(Counties().Build(), "y: 'indicators/t.cases'");
  ASSERT_EQ(itself.size(), 1);
  EXPECT_EQ(itself[0].count(), 5);
  EXPECT_THAT(itself[0].pearson(), DoubleNear(1, 1e-15));
}

TEST(CorrelationTest, YearsAreToldApartUnlessMixed) {
  SnapshotBuilder builder = Counties();
  builder.Add({.issuer = 1,
               .code = "110101",
               .year = 2018,
               .values = {{kCases, 7}, {kLost, 8}}});
  const SnapshotPtr snapshot = builder.Build();
  const auto by_year = Rows(snapshot, "");
  ASSERT_EQ(by_year.size(), 2);
  EXPECT_EQ(by_year[0].group().year(), 2018);
  EXPECT_EQ(by_year[0].count(), 1);
  const auto mixed = Rows(snapshot, "mix_years: true");
  ASSERT_EQ(mixed.size(), 1);
  EXPECT_EQ(mixed[0].group().year(), 0);
  EXPECT_EQ(mixed[0].count(), 4);
  EXPECT_EQ(mixed[0].first_year(), 2018);
  EXPECT_EQ(mixed[0].last_year(), 2020);
}

// Whatever is mixed, values pair within one issuer alone, and a type of reports
// knows nothing of another.
TEST(CorrelationTest, TypesAndKindsOfBodiesAreToldApart) {
  SnapshotBuilder builder = Counties();
  builder.Add({.issuer = 1,
               .code = "110101",
               .year = 2020,
               .values = {{kCases, 100}, {kLost, 100}},
               .type = v1::Report::TYPE_INFORMATION_DISCLOSURE});
  builder.Add({.issuer = 6,
               .code = "110101",
               .level = v1::LEVEL_DEPARTMENT,
               .year = 2020,
               .values = {{kCases, 9}, {kLost, 9}},
               .issuer_name = "东城区公安局"});
  const SnapshotPtr snapshot = builder.Build();
  const auto rows = Rows(snapshot, "");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].count(), 3);
  EXPECT_EQ(rows[0].group().body(), "");
  EXPECT_EQ(rows[1].count(), 1);
  EXPECT_EQ(rows[1].group().body(), "bodies/public_security");
  EXPECT_EQ(rows[1].group().government_level(), v1::LEVEL_COUNTY);
  const auto mixed = Rows(snapshot, "mix_levels: true");
  ASSERT_EQ(mixed.size(), 1);
  EXPECT_EQ(mixed[0].count(), 4);
}

TEST(CorrelationTest, StopsWhenNobodyWaits) {
  v1::QueryCorrelationsRequest request;
  request.set_x(kCases);
  request.set_y(kLost);
  const auto cursor =
      QueryCorrelations(QueryTestCatalogue(), Counties().Build(), Ask(request));
  Messages<v1::QueryCorrelationsResponse> messages;
  EXPECT_EQ(cursor->Next(messages, [] { return true; }).status().code(),
            absl::StatusCode::kCancelled);
}

}  // namespace correlation_test
}  // namespace nianbao::aggregator
