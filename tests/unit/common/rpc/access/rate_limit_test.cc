#include "common/rpc/access/rate_limit.h"

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace nianbao {
namespace rate_limit_test {

const absl::Time kStart = absl::FromUnixSeconds(1800000000);

// How many of `tries` takes at that moment succeed.
int Taken(RateLimit& limit, absl::string_view client, absl::Time now,
          int tries) {
  int taken = 0;
  for (int i = 0; i < tries; ++i)
    taken += limit.Take(client, now) == absl::ZeroDuration();
  return taken;
}

TEST(RateLimitTest, AllowsABurstAndThenTheRate) {
  RateLimit limit(10, 20);
  EXPECT_EQ(Taken(limit, "a", kStart, 100), 20);
  EXPECT_EQ(limit.Take("a", kStart), absl::Milliseconds(100));
  EXPECT_EQ(limit.Take("a", kStart + absl::Milliseconds(30)),
            absl::Milliseconds(70));
  EXPECT_EQ(Taken(limit, "a", kStart + absl::Milliseconds(100), 5), 1);
  EXPECT_EQ(Taken(limit, "a", kStart + absl::Milliseconds(600), 100), 5);
  // Never more than a burst, however long the client was quiet.
  EXPECT_EQ(Taken(limit, "a", kStart + absl::Hours(1), 100), 20);
}

TEST(RateLimitTest, ClientsHaveBucketsOfTheirOwn) {
  RateLimit limit(1, 2);
  EXPECT_EQ(Taken(limit, "a", kStart, 5), 2);
  EXPECT_EQ(Taken(limit, "b", kStart, 5), 2);
}

TEST(RateLimitTest, ForgetsTheClientQuietLongest) {
  RateLimit limit(1, 1, 2);
  EXPECT_EQ(Taken(limit, "a", kStart, 2), 1);
  EXPECT_EQ(Taken(limit, "b", kStart, 2), 1);
  EXPECT_EQ(Taken(limit, "a", kStart, 1), 0);
  // The new client takes the place of b, which was quiet longest.
  EXPECT_EQ(Taken(limit, "c", kStart, 2), 1);
  EXPECT_EQ(Taken(limit, "a", kStart, 1), 0);
  EXPECT_EQ(Taken(limit, "b", kStart, 1), 1);
}

TEST(RateLimitTest, AClockSetBackHoldsUpNobodyForLong) {
  RateLimit limit(1, 2);
  EXPECT_EQ(Taken(limit, "a", kStart, 2), 2);
  EXPECT_EQ(limit.Take("a", kStart - absl::Hours(5)), absl::Seconds(1));
}

TEST(RateLimitTest, ThreadsShareABucket) {
  RateLimit limit(1, 100);
  std::atomic<int> taken = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { taken += Taken(limit, "a", kStart, 1000); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(taken, 100);
}

// The reference keeps a bucket as the number of what is in it.
TEST(RateLimitTest, EqualsABucket) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    const int per_second = 1 << (random() % 6);
    const int burst = 1 + static_cast<int>(random() % 30);
    RateLimit limit(per_second, burst);
    absl::Time now = kStart;
    // In parts of a second's drops, so that the sums are exact.
    int64_t milli = int64_t{burst} * 1000;
    for (int step = 0; step < 500; ++step) {
      const int wait = static_cast<int>(random() % 400);
      now += absl::Milliseconds(wait);
      milli = std::min<int64_t>(milli + wait * per_second, burst * 1000);
      const absl::Duration got = limit.Take("a", now);
      if (milli >= 1000) {
        EXPECT_EQ(got, absl::ZeroDuration());
        milli -= 1000;
      } else {
        EXPECT_EQ(got, absl::Milliseconds(1000 - milli) / per_second);
      }
    }
  }
}

}  // namespace rate_limit_test
}  // namespace nianbao
