#include "aggregator/query/distribution/histogram.h"

#include <cmath>
#include <numeric>
#include <vector>

#include "aggregator/query/quantile.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/sample_numbers.h"

namespace nianbao::aggregator {
namespace histogram_test {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ChooseBinCountTest, KnownCases) {
  std::vector<double> uniform(1000);
  std::iota(uniform.begin(), uniform.end(), 0);
  // 999 / (2 * 499.5 / 10).
  EXPECT_EQ(ChooseBinCount(uniform), 10);
  EXPECT_EQ(ChooseBinCount({7}), 1);
  // The quartiles are equal: 1 + log2 of 8.
  EXPECT_EQ(ChooseBinCount({0, 5, 5, 5, 5, 5, 5, 9}), 4);
  // The rule gives 500.
  std::vector<double> tailed = uniform;
  tailed.back() = 50000;
  EXPECT_EQ(ChooseBinCount(tailed), 50);
}

TEST(EqualWidthEdgesTest, KnownCases) {
  EXPECT_THAT(EqualWidthEdges({-2, 0, 2}, 4), ElementsAre(-2, -1, 0, 1, 2));
  EXPECT_THAT(EqualWidthEdges({3, 3}, 4), ElementsAre(3, 3));
}

TEST(CountBinsTest, AValueOnAnEdgeIsInTheBinAboveAndTheLastInTheLast) {
  EXPECT_THAT(CountBins({0, 1, 1, 2, 3}, {0, 1, 2, 3}), ElementsAre(1, 2, 2));
}

TEST(CountBinsTest, ValuesOutsideAreInNoBin) {
  EXPECT_THAT(CountBins({-5, 0, 1, 2, 9}, {0, 1, 2}), ElementsAre(1, 2));
  EXPECT_THAT(CountBins({5, 6}, {0, 1}), ElementsAre(0));
  EXPECT_THAT(CountBins({-5, -6}, {0, 1}), ElementsAre(0));
}

TEST(HistogramTest, EveryValueIsInTheBinOfItsRange) {
  for (const std::vector<double>& sample : SampleNumbers()) {
    const std::vector<double> ascending = Sorted(sample);
    for (const int bin_count : {1, 2, 7, 1000, ChooseBinCount(ascending)}) {
      ASSERT_GE(bin_count, 1);
      const std::vector<double> edges = EqualWidthEdges(ascending, bin_count);
      EXPECT_TRUE(std::is_sorted(edges.begin(), edges.end()));
      EXPECT_EQ(edges.front(), ascending.front());
      EXPECT_EQ(edges.back(), ascending.back());
      std::vector<int64_t> expected(edges.size() - 1);
      for (const double value : sample) {
        size_t bin = 0;
        while (bin + 1 < expected.size() && value >= edges[bin + 1]) ++bin;
        ++expected[bin];
      }
      EXPECT_EQ(CountBins(ascending, edges), expected);
    }
  }
}

TEST(BoxTest, ASingleValue) {
  const Box box = MakeBox({5});
  EXPECT_EQ(box.first_quartile, 5);
  EXPECT_EQ(box.third_quartile, 5);
  EXPECT_EQ(box.inner_begin, 0);
  EXPECT_EQ(box.inner_end, 1);
  EXPECT_THAT(box.outliers, IsEmpty());
}

TEST(BoxTest, TheFarthestOutlierIsFirst) {
  // They are 134.5, 102 and 34.5 away from the box.
  const Box box = MakeBox({-100, 2, 2, 3, 4, 4, 50, 150});
  EXPECT_EQ(box.first_quartile, 2);
  EXPECT_EQ(box.third_quartile, 15.5);
  EXPECT_THAT(box.outliers, ElementsAre(7, 0, 6));
}

TEST(BoxTest, ListsAHundredOutliers) {
  std::vector<double> values(1000, 0);
  for (int i = 0; i < 120; ++i) values.push_back(1 + i);
  const Box box = MakeBox(values);
  EXPECT_EQ(box.inner_end, 1000);
  ASSERT_EQ(box.outliers.size(), 100);
  EXPECT_EQ(box.outliers.front(), 1119);
  EXPECT_EQ(box.outliers.back(), 1020);
}

TEST(BoxTest, AgreesWithLookingAtEachValue) {
  for (const std::vector<double>& sample : SampleNumbers()) {
    const std::vector<double> ascending = Sorted(sample);
    const Box box = MakeBox(ascending);
    EXPECT_EQ(box.median, Quantile(ascending, 0.5));
    const double reach = 1.5 * (box.third_quartile - box.first_quartile);
    std::vector<double> distances;
    for (uint32_t i = 0; i < ascending.size(); ++i) {
      const bool inside = ascending[i] >= box.first_quartile - reach &&
                          ascending[i] <= box.third_quartile + reach;
      EXPECT_EQ(inside, i >= box.inner_begin && i < box.inner_end);
      if (!inside) {
        distances.push_back(std::max(box.first_quartile - ascending[i],
                                     ascending[i] - box.third_quartile));
      }
    }
    EXPECT_LT(box.inner_begin, box.inner_end);
    std::sort(distances.rbegin(), distances.rend());
    distances.resize(std::min<size_t>(distances.size(), kMaxOutliers));
    std::vector<double> listed;
    for (const uint32_t i : box.outliers) {
      listed.push_back(std::max(box.first_quartile - ascending[i],
                                ascending[i] - box.third_quartile));
    }
    EXPECT_EQ(listed, distances);
  }
}

}  // namespace histogram_test
}  // namespace nianbao::aggregator
