#include "aggregator/query/rank/ranking.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/sample_numbers.h"

namespace nianbao::aggregator {
namespace ranking_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<uint32_t> Ranks(const std::vector<double>& ascending,
                            bool smallest_first) {
  std::vector<uint32_t> ranks;
  for (const RankedValue& value : RankValues(ascending, smallest_first)) {
    ranks.push_back(value.rank);
  }
  return ranks;
}

TEST(RankingTest, NothingToRank) { EXPECT_THAT(Ranks({}, false), IsEmpty()); }

TEST(RankingTest, EqualValuesShareARank) {
  EXPECT_THAT(Ranks({1, 2, 2, 3}, false), ElementsAre(1, 2, 2, 4));
  EXPECT_THAT(Ranks({1, 1, 2, 3}, true), ElementsAre(1, 1, 3, 4));
  EXPECT_THAT(Ranks({1, 1, 2, 3}, false), ElementsAre(1, 2, 3, 3));
}

// By counting, for each value, those that are better, equal and worse.
TEST(RankingTest, AgreesWithCounting) {
  for (const std::vector<double>& sample : SampleNumbers()) {
    const std::vector<double> ascending = Sorted(sample);
    for (const bool smallest_first : {false, true}) {
      const std::vector<RankedValue> ranked =
          RankValues(ascending, smallest_first);
      ASSERT_EQ(ranked.size(), ascending.size());
      for (size_t i = 0; i < ranked.size(); ++i) {
        const double value = ascending[ranked[i].index];
        uint32_t better = 0;
        double ahead = -0.5;
        for (const double other : ascending) {
          if (other == value) {
            ahead += 0.5;
          } else if ((other < value) == smallest_first) {
            ++better;
          } else {
            ++ahead;
          }
        }
        EXPECT_EQ(ranked[i].rank, better + 1);
        EXPECT_EQ(ranked[i].ahead, ahead);
        if (i == 0) continue;
        EXPECT_LE(ranked[i - 1].rank, ranked[i].rank);
        if (ranked[i - 1].rank == ranked[i].rank) {
          EXPECT_EQ(ranked[i - 1].index + 1, ranked[i].index);
        }
      }
    }
  }
}

}  // namespace ranking_test
}  // namespace nianbao::aggregator
