#include "aggregator/query/stoppable_sort.h"

#include <functional>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace stoppable_sort_test {

TEST(StoppableSortTest, SortsAnySize) {
  std::mt19937 random(7);
  for (const size_t size : {0, 1, 2, 16383, 16384, 16385, 70000}) {
    std::vector<unsigned> items(size);
    for (unsigned& item : items) item = random() % 1000;
    std::vector<unsigned> expected = items;
    std::sort(expected.begin(), expected.end());
    EXPECT_TRUE(
        StoppableSort(items, std::less<unsigned>(), [] { return false; }).ok());
    EXPECT_EQ(items, expected);
  }
}

TEST(StoppableSortTest, StopsAtAnyPiece) {
  for (int last = 0; last < 10; ++last) {
    std::vector<int> items(100000);
    int polls = 0;
    const absl::Status status = StoppableSort(
        items, std::less<int>(), [&polls, last] { return polls++ == last; });
    EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
    EXPECT_EQ(polls, last + 1);
  }
}

}  // namespace stoppable_sort_test
}  // namespace nianbao::aggregator
