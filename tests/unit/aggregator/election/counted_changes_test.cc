#include "aggregator/election/counted_changes.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace counted_changes_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CountedChangesTest, WhatIsUndoneLeavesNothing) {
  CountedChanges changes;
  changes.Count(5);
  changes.Uncount(3);
  changes.Uncount(5);
  changes.Count(6);
  EXPECT_THAT(changes.added(), ElementsAre(6));
  EXPECT_THAT(changes.removed(), ElementsAre(3));
  changes.Count(3);
  EXPECT_THAT(changes.removed(), IsEmpty());
  changes.Clear();
  EXPECT_THAT(changes.added(), IsEmpty());
}

}  // namespace counted_changes_test
}  // namespace nianbao::aggregator
