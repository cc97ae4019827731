#include "aggregator/election/rivalry.h"

#include <optional>

#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace rivalry_test {

constexpr Rivalry kRivals = {.issuer = 3, .year = 2020, .type = 1};

TEST(RivalryTest, TheNewestOfTheRivalsCounts) {
  ReportElection election;
  EXPECT_EQ(election.Add(kRivals, 10), std::nullopt);
  EXPECT_EQ(election.Add(kRivals, 11), 10);
  EXPECT_EQ(election.Add(kRivals, 15), 11);
}

TEST(RivalryTest, OthersAreNoRivals) {
  ReportElection election;
  EXPECT_EQ(election.Add(kRivals, 1), std::nullopt);
  Rivalry other = kRivals;
  other.issuer = 4;
  EXPECT_EQ(election.Add(other, 2), std::nullopt);
  other = kRivals;
  other.year = 2021;
  EXPECT_EQ(election.Add(other, 3), std::nullopt);
  other = kRivals;
  other.type = 2;
  EXPECT_EQ(election.Add(other, 4), std::nullopt);
}

TEST(RivalryTest, ReportsOfUnknownYearsAllCount) {
  ReportElection election;
  const Rivalry unknown = {.issuer = 3, .type = 1};
  EXPECT_TRUE(unknown.MayCount());
  EXPECT_FALSE(unknown.HasRivals());
  EXPECT_EQ(election.Add(unknown, 1), std::nullopt);
  EXPECT_EQ(election.Add(unknown, 2), std::nullopt);
}

TEST(RivalryTest, ReportsOverSeveralYearsNeverCount) {
  v1::Report report;
  report.set_year(2020);
  EXPECT_EQ(FirstOfSeveralYears(report), 0);
  report.set_first_year(2020);
  EXPECT_EQ(FirstOfSeveralYears(report), 0);
  report.set_first_year(2016);
  EXPECT_EQ(FirstOfSeveralYears(report), 2016);
  const Rivalry several = {.issuer = 3, .year = 2020, .first_year = 2016};
  EXPECT_FALSE(several.MayCount());
  EXPECT_FALSE(several.HasRivals());
}

}  // namespace rivalry_test
}  // namespace nianbao::aggregator
