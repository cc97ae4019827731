#include "aggregator/query/summary.h"

#include <cmath>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace {

using ::testing::DoubleEq;
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
                         [](const auto& info) { return info.param.name; });

Summary Of(std::vector<double> values) {
  return *Summarize(absl::MakeSpan(values), {});
}

TEST(SummarizeTest, NothingForNoValues) {
  EXPECT_FALSE(Summarize({}, {}).has_value());
}

TEST(SummarizeTest, SingleValueHasNoStandardDeviation) {
  const Summary summary = Of({42});
  EXPECT_EQ(summary.sum, 42);
  EXPECT_EQ(summary.mean, 42);
  EXPECT_EQ(summary.median, 42);
  EXPECT_EQ(summary.standard_deviation, std::nullopt);
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

TEST(SummarizeTest, QuantilesInTheOrderAskedFor) {
  std::vector<double> values = {4, 1, 3, 2};
  const std::vector<double> probabilities = {1, 0, 0.5};
  EXPECT_THAT(Summarize(absl::MakeSpan(values), probabilities)->quantiles,
              ::testing::ElementsAre(4, 1, 2.5));
}

}  // namespace
}  // namespace nianbao
