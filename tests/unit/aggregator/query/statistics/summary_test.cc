#include "aggregator/query/statistics/summary.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "aggregator/query/quantile.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/sample_numbers.h"

namespace nianbao::aggregator {
namespace summary_test {

using ::testing::DoubleEq;
using ::testing::DoubleNear;
using ::testing::Optional;

struct QuantileCase {
  std::string name;
  std::vector<double> sorted;
  double probability;
  double expected;
};

class QuantileTest : public ::testing::TestWithParam<QuantileCase> {};

TEST_P(QuantileTest, InterpolatesAsType7) {
  EXPECT_THAT(Quantile(GetParam().sorted, GetParam().probability),
              DoubleEq(GetParam().expected));
}

// Expected values as R's quantile(type = 7) gives them.
INSTANTIATE_TEST_SUITE_P(Cases, QuantileTest,
                         ::testing::ValuesIn(std::vector<QuantileCase>{
                             {"single", {7}, 0.3, 7},
                             {"lowest", {1, 2, 3, 4}, 0, 1},
                             {"highest", {1, 2, 3, 4}, 1, 4},
                             {"median_even", {1, 2, 3, 4}, 0.5, 2.5},
                             {"median_odd", {1, 2, 9}, 0.5, 2},
                             {"quarter", {1, 2, 3, 4}, 0.25, 1.75},
                             {"ninety", {1, 2, 3, 4}, 0.9, 3.7},
                             {"ties", {5, 5, 5, 8}, 0.5, 5},
                             {"negative", {-10, -4, 2}, 0.25, -7},
                             {"large", {1e15, 1e15 + 2}, 0.5, 1e15 + 1},
                         }),
                         [](const auto& test) { return test.param.name; });

Summary Of(std::vector<double> values) {
  return Summarize(Sorted(values), Fields().set());
}

TEST(SummarizeTest, SingleValueHasNoSpread) {
  const Summary summary = Of({42});
  EXPECT_EQ(summary.sum, 42);
  EXPECT_EQ(summary.mean, 42);
  EXPECT_EQ(summary.median, 42);
  EXPECT_EQ(summary.standard_deviation, std::nullopt);
  EXPECT_EQ(summary.coefficient_of_variation, std::nullopt);
  EXPECT_EQ(summary.gini, std::nullopt);
}

TEST(SummarizeTest, StandardDeviationIsTheSamples) {
  EXPECT_THAT(Of({2, 4, 4, 4, 5, 5, 7, 9}).standard_deviation,
              Optional(DoubleEq(std::sqrt(32.0 / 7))));
  EXPECT_THAT(Of({3, 3, 3}).standard_deviation, Optional(0.0));
}

TEST(SummarizeTest, StandardDeviationOfAmountsThatHardlyDiffer) {
  EXPECT_THAT(Of({1e15, 1e15 + 1, 1e15 + 2}).standard_deviation,
              Optional(DoubleEq(1)));
}

TEST(SummarizeTest, CoefficientOfVariationNeedsAPositiveMean) {
  EXPECT_THAT(Of({1, 3}).coefficient_of_variation,
              Optional(DoubleEq(std::sqrt(2) / 2)));
  EXPECT_EQ(Of({-1, 1}).coefficient_of_variation, std::nullopt);
  EXPECT_EQ(Of({-5, 1}).coefficient_of_variation, std::nullopt);
}

TEST(SummarizeTest, GiniCountsEachValueWithItselfToo) {
  // One of four has all: 1 - 1/4.
  EXPECT_THAT(Of({0, 0, 0, 8}).gini, Optional(DoubleEq(0.75)));
  EXPECT_THAT(Of({1, 2, 3, 4}).gini, Optional(DoubleEq(0.25)));
}

TEST(SummarizeTest, GiniOfEqualValuesIsZero) {
  EXPECT_THAT(Of(std::vector<double>(1001, 0.1)).gini, Optional(0.0));
  EXPECT_THAT(Of({1e15, 1e15}).gini, Optional(0.0));
}

TEST(SummarizeTest, NoGiniOfNegativeValuesOrOfNothing) {
  EXPECT_EQ(Of({-1, 5}).gini, std::nullopt);
  EXPECT_EQ(Of({0, 0}).gini, std::nullopt);
}

TEST(SummarizeTest, TheilIndex) {
  EXPECT_THAT(Of({7}).theil, Optional(0.0));
  EXPECT_THAT(Of(std::vector<double>(1001, 0.1)).theil,
              Optional(DoubleNear(0, 1e-15)));
  EXPECT_THAT(Of({1, 3}).theil,
              Optional(DoubleEq((std::log(0.5) + 3 * std::log(1.5)) / 4)));
  // All but one have next to nothing: ln n.
  EXPECT_THAT(Of({1e-30, 1e-30, 1e-30, 1}).theil,
              Optional(DoubleEq(std::log(4))));
  EXPECT_EQ(Of({0, 5}).theil, std::nullopt);
  EXPECT_EQ(Of({-1, 5}).theil, std::nullopt);
  EXPECT_EQ(Summarize({1.0, 3.0}, {}).theil, std::nullopt);
}

TEST(SummarizeTest, SumKeepsSmallTermsBesideLargeOnes) {
  EXPECT_EQ(Of({1e15, 0.1, -1e15}).sum, 0.1);
  EXPECT_EQ(Of({1, 1e100, 1, -1e100}).sum, 2);
}

TEST(SummarizeTest, NegativeChanges) {
  const Summary summary = Of({-30, 10, -1});
  EXPECT_EQ(summary.sum, -21);
  EXPECT_EQ(summary.mean, -7);
  EXPECT_EQ(summary.median, -1);
}

// Sums of all pairs, one after another, in longer numbers.
TEST(SummarizeTest, AgreesWithTheDefinitions) {
  for (const std::vector<double>& sample : SampleNumbers()) {
    const std::vector<double> values = Sorted(sample);
    const long double n = static_cast<long double>(values.size());
    long double sum = 0;
    for (const double value : values) sum += value;
    long double squares = 0;
    long double differences = 0;
    for (const double a : values) {
      squares += (a - sum / n) * (a - sum / n);
      for (const double b : values) differences += std::abs(a - b);
    }
    const Summary summary = Summarize(values, Fields().set());
    const double large = std::max(std::abs(values.front()), values.back());
    EXPECT_NEAR(summary.sum, static_cast<double>(sum), 1e-15 * large);
    EXPECT_NEAR(summary.mean, static_cast<double>(sum / n), 1e-15 * large);
    if (values.size() < 2) continue;
    const double deviation = static_cast<double>(std::sqrt(squares / (n - 1)));
    EXPECT_NEAR(*summary.standard_deviation, deviation, 1e-9 * deviation);
    EXPECT_EQ(summary.coefficient_of_variation.has_value(), sum > 0);
    ASSERT_EQ(summary.gini.has_value(), values.front() >= 0 && sum > 0);
    if (summary.gini.has_value()) {
      EXPECT_NEAR(*summary.gini,
                  static_cast<double>(differences / (2 * n * sum)), 1e-12);
    }
  }
}

}  // namespace summary_test
}  // namespace nianbao::aggregator
