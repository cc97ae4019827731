#include "aggregator/query/correlation/correlation_figures.h"

#include <cmath>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/sample_numbers.h"

namespace nianbao::aggregator {
namespace correlation_figures_test {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(AverageRanksTest, TiesShareTheAverage) {
  EXPECT_THAT(AverageRanks({}), IsEmpty());
  EXPECT_THAT(AverageRanks({7}), ElementsAre(1));
  EXPECT_THAT(AverageRanks({3, 1, 3, 2}), ElementsAre(3.5, 1, 3.5, 2));
  EXPECT_THAT(AverageRanks({5, 5, 5}), ElementsAre(2, 2, 2));
}

TEST(AverageRanksTest, AgreesWithCounting) {
  for (const std::vector<double>& sample : SampleNumbers()) {
    const std::vector<double> ranks = AverageRanks(sample);
    for (size_t i = 0; i < sample.size(); ++i) {
      double rank = 0.5;
      for (const double other : sample) {
        rank += other < sample[i] ? 1 : other == sample[i] ? 0.5 : 0;
      }
      EXPECT_EQ(ranks[i], rank);
    }
  }
}

TEST(CorrelateTest, AbsentForTooFewPairsOrNoVariation) {
  EXPECT_FALSE(Correlate({}, {}).has_value());
  EXPECT_FALSE(Correlate({1, 2}, {1, 2}).has_value());
  EXPECT_FALSE(Correlate({5, 5, 5}, {1, 2, 3}).has_value());
  EXPECT_FALSE(Correlate({1, 2, 3}, {5, 5, 5}).has_value());
  // A mean of equal values that is not quite that value.
  EXPECT_FALSE(Correlate({0.1, 0.1, 0.1}, {1, 2, 3}).has_value());
  // Squares of these distances are 0.
  EXPECT_FALSE(Correlate({0, 1e-300, 2e-300}, {1, 2, 3}).has_value());
}

// Expected figures as R's cor(), cor(method = "spearman") and lm() give them
// for x = 1:5 and y.
TEST(CorrelateTest, KnownCase) {
  const auto figures = Correlate({1, 2, 3, 4, 5}, {2, 1, 4, 3, 7});
  ASSERT_TRUE(figures.has_value());
  EXPECT_THAT(figures->slope, DoubleNear(1.2, 1e-15));
  EXPECT_THAT(figures->intercept, DoubleNear(-0.2, 1e-14));
  EXPECT_THAT(figures->pearson, DoubleNear(12 / std::sqrt(10 * 21.2), 1e-15));
  EXPECT_THAT(figures->spearman, DoubleNear(0.8, 1e-15));
}

TEST(CorrelateTest, ALineIsPerfect) {
  for (const std::vector<double>& sample : SampleNumbers()) {
    for (const double slope : {0.5, -2.0}) {
      std::vector<double> y;
      for (const double x : sample) y.push_back(slope * x);
      const auto figures = Correlate(sample, y);
      if (!figures.has_value()) {
        // All equal, or too few.
        EXPECT_TRUE(sample.size() < 3 ||
                    Sorted(sample).front() == Sorted(sample).back());
        continue;
      }
      EXPECT_THAT(figures->pearson, DoubleNear(slope > 0 ? 1 : -1, 1e-14));
      EXPECT_THAT(figures->spearman, DoubleNear(slope > 0 ? 1 : -1, 1e-14));
      EXPECT_THAT(figures->slope, DoubleNear(slope, 1e-12));
      EXPECT_LE(std::abs(figures->pearson), 1);
      EXPECT_LE(std::abs(figures->spearman), 1);
    }
  }
}

// In long double, by the definition over all pairs of pairs.
TEST(CorrelateTest, AgreesWithAllPairsOfPairs) {
  for (const std::vector<double>& sample : SampleNumbers()) {
    std::vector<double> y;
    for (size_t i = 0; i < sample.size(); ++i) {
      y.push_back(sample[(i * 5 + 1) % sample.size()] + sample[i] / 4);
    }
    const auto figures = Correlate(sample, y);
    if (!figures.has_value()) continue;
    long double xx = 0;
    long double xy = 0;
    long double yy = 0;
    for (size_t i = 0; i < y.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        const long double dx = static_cast<long double>(sample[i]) - sample[j];
        const long double dy = static_cast<long double>(y[i]) - y[j];
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
      }
    }
    EXPECT_THAT(
        figures->pearson,
        DoubleNear(static_cast<double>(xy / std::sqrt(xx * yy)), 1e-12));
    EXPECT_THAT(figures->slope / static_cast<double>(xy / xx),
                DoubleNear(1, 1e-11));
  }
}

TEST(CorrelateTest, LargeValuesKeepTheirDifferences) {
  const auto figures =
      Correlate({1e15, 1e15 + 1, 1e15 + 2, 1e15 + 4}, {4, 3, 2, 0});
  ASSERT_TRUE(figures.has_value());
  EXPECT_THAT(figures->pearson, DoubleNear(-1, 1e-12));
  EXPECT_THAT(figures->slope, DoubleNear(-1, 1e-12));
}

}  // namespace correlation_figures_test
}  // namespace nianbao::aggregator
