#include "aggregator/query/checks/power_slip.h"

#include <cmath>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace power_slip_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NeighboursTest, UpToTwoOnEachSideWithinFiveYears) {
  const std::vector<YearValue> series = {{2010, 7}, {2015, 8}, {2016, 0},
                                         {2017, 9}, {2018, 1}, {2020, 2},
                                         {2021, 3}, {2022, 4}};
  // 2016 has no value above 0; 2010 is too far away.
  EXPECT_THAT(NeighboursOf(series, 4), ElementsAre(1, 3, 5, 6));
  EXPECT_THAT(NeighboursOf(series, 7), ElementsAre(5, 6));
  EXPECT_THAT(NeighboursOf(series, 0), ElementsAre(1));
  EXPECT_THAT(NeighboursOf({{2020, 5}}, 0), IsEmpty());
}

// The power of a series' value; 0 for no slip.
int PowerAt(const std::vector<double>& values, size_t index) {
  std::vector<YearValue> series;
  for (size_t i = 0; i < values.size(); ++i) {
    series.push_back({2015 + static_cast<int>(i), values[i]});
  }
  std::vector<double> neighbours;
  for (const size_t i : NeighboursOf(series, index)) {
    neighbours.push_back(values[i]);
  }
  const auto slip = NeighbourSlip(values[index], neighbours);
  return slip.has_value() ? slip->power : 0;
}

struct SeriesCase {
  const char* what;
  std::vector<double> values;
  // Of each value.
  std::vector<int> powers;
};

TEST(NeighbourSlipTest, Cases) {
  const SeriesCase cases[] = {
      {"ten times", {210, 230, 2400, 250}, {0, 0, 1, 0}},
      {"a tenth", {2100, 2300, 240, 2500, 2600}, {0, 0, -1, 0, 0}},
      {"a lost 万", {21000, 23000, 2.4, 25000}, {0, 0, -4, 0}},
      {"at the end", {210, 230, 2400}, {0, 0, 1}},
      {"at the begin", {2400, 230, 210}, {1, 0, 0}},
      {"for good", {210, 230, 2400, 2600, 2500}, {0, 0, 0, 0, 0}},
      {"growth", {100, 200, 400, 800, 1600}, {0, 0, 0, 0, 0}},
      {"five times", {210, 230, 1100, 250}, {0, 0, 0, 0}},
      {"two values", {210, 2400}, {0, 0}},
      {"small", {2, 3, 25, 2}, {0, 0, 0, 0}},
      {"no longer small", {3, 3, 31, 3}, {0, 0, 1, 0}},
      {"wild", {10, 300, 4000, 50}, {0, 0, 0, 0}},
      {"zeros", {0, 0, 100, 0}, {0, 0, 0, 0}},
      {"a zero among them", {210, 0, 2400, 230}, {0, 0, 1, 0}},
      {"two slips", {210, 220, 2300, 2400, 250, 240}, {0, 0, 0, 0, 0, 0}},
      {"a neighbour that is wrong itself",
       {210, 23, 2400, 250, 240},
       {0, -1, 1, 0, 0}},
  };
  for (const SeriesCase& c : cases) {
    for (size_t i = 0; i < c.values.size(); ++i) {
      EXPECT_EQ(PowerAt(c.values, i), c.powers[i]) << c.what << " " << i;
    }
  }
}

TEST(NeighbourSlipTest, SaysWhatWasExpected) {
  const auto slip = NeighbourSlip(2400, {200, 240, 220});
  ASSERT_TRUE(slip.has_value());
  EXPECT_NEAR(slip->expected, 220, 1e-9);
}

// From 100 to 1000, evenly on a scale of powers of ten.
std::vector<double> Peers(int count) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i) {
    values.push_back(std::pow(10, 2 + double(i) / (count - 1)));
  }
  return values;
}

TEST(PeerSlipTest, NeedsPeersAboveZero) {
  std::vector<double> values = Peers(kMinPeers - 1);
  values.push_back(0);
  values.push_back(-3);
  EXPECT_FALSE(SpreadOf(values).has_value());
  values.push_back(300);
  ASSERT_TRUE(SpreadOf(values).has_value());
  EXPECT_EQ(SpreadOf(values)->count, 20);
}

TEST(PeerSlipTest, SlipsDoNotMoveTheSpread) {
  std::vector<double> values = Peers(101);
  const PeerSpread before = *SpreadOf(values);
  EXPECT_NEAR(before.median, 2.5, 1e-9);
  EXPECT_NEAR(before.deviation, 1.4826 * 0.25, 1e-3);
  values.push_back(1e7);
  values.push_back(1e-1);
  EXPECT_NEAR(SpreadOf(values)->deviation, before.deviation, 0.02);
}

TEST(PeerSlipTest, Cases) {
  const PeerSpread peers = *SpreadOf(Peers(101));
  const std::pair<double, int> cases[] = {
      {316, 0},     {1000, 0},  {20'000, 0},      {1'200'000, 4},
      {3.16e10, 8}, {0.05, -4}, {10'000'000, 4},  {0, 0},
      {-5, 0},      {40, 0},    {300'000'000, 6},
  };
  for (const auto& [value, power] : cases) {
    const auto slip = PeerSlip(value, peers);
    EXPECT_EQ(slip.has_value() ? slip->power : 0, power) << value;
  }
}

TEST(PeerSlipTest, WideSpreadsAndSmallCountsAreLeftAlone) {
  EXPECT_FALSE(PeerSlip(1e6, {.count = 100, .median = 2.5, .deviation = 0.9}));
  EXPECT_TRUE(PeerSlip(1e6, {.count = 100, .median = 2.5, .deviation = 0.8}));
  EXPECT_FALSE(PeerSlip(0.02, {.count = 100, .median = 1.4, .deviation = 0.1}));
}

}  // namespace power_slip_test
}  // namespace nianbao::aggregator
