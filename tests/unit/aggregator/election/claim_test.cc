#include "aggregator/election/claim.h"

#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace claim_test {

// From the strongest claim for 2020 to the weakest.
TEST(ClaimTest, OwnYearThenNewestYearThenNewestUploadThenFirst) {
  const Claim claims[] = {ClaimOf(2020, 2020, 7, 4), ClaimOf(2020, 2020, 7, 5),
                          ClaimOf(2020, 2020, 3, 0), ClaimOf(2020, 2022, 1, 0),
                          ClaimOf(2020, 2021, 9, 0), ClaimOf(2020, 2021, 8, 0),
                          ClaimOf(2020, 0, 99, 0)};
  for (size_t i = 0; i + 1 < std::size(claims); ++i) {
    EXPECT_LT(claims[i], claims[i + 1]) << i;
  }
}

}  // namespace claim_test
}  // namespace nianbao::aggregator
