#include "common/base/worker_pool.h"

#include <atomic>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "common/base/error_reason.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace worker_pool_test {

using ::testing::ElementsAre;

// Three calls come while the only thread is busy, which it stays until all have
// come: what each is told, in the order in which they are told.
std::vector<std::string> ToldToThree(WorkerPool::Patience patience) {
  std::vector<std::string> told;
  absl::Notification busy, all_came;
  {
    WorkerPool pool(1, patience);
    pool.Schedule([&] {
      busy.Notify();
      all_came.WaitForNotification();
    });
    busy.WaitForNotification();
    for (int i = 0; i < 3; ++i) {
      pool.ScheduleFirst([&told, i](const absl::Status& status) {
        told.push_back(
            absl::StrCat(i, status.ok() ? " OK" : " " + ReasonOf(status)));
      });
    }
    all_came.Notify();
  }
  return told;
}

constexpr absl::Duration kNone = absl::Nanoseconds(-1);
constexpr absl::Duration kEndless = absl::InfiniteDuration();

TEST(WorkerPoolTest, CallsAreTurnedAwayAtOnceBehindACrowdThatWaits) {
  EXPECT_THAT(ToldToThree({.front = kNone, .own = kEndless, .pieces = 0}),
              ElementsAre("1 TOO_MANY_CALLS", "2 TOO_MANY_CALLS", "0 OK"));
  EXPECT_THAT(ToldToThree({.front = kNone, .own = kEndless, .pieces = 1}),
              ElementsAre("2 TOO_MANY_CALLS", "0 OK", "1 OK"));
  EXPECT_THAT(ToldToThree({.front = kEndless, .own = kEndless, .pieces = 0}),
              ElementsAre("0 OK", "1 OK", "2 OK"));
}

TEST(WorkerPoolTest, CallsThatWaitedTooLongAmongManyAreTurnedAway) {
  EXPECT_THAT(ToldToThree({.front = kEndless, .own = kNone, .pieces = 0}),
              ElementsAre("0 TOO_MANY_CALLS", "1 TOO_MANY_CALLS", "2 OK"));
  EXPECT_THAT(ToldToThree({.front = kEndless, .own = kNone, .pieces = 1}),
              ElementsAre("0 TOO_MANY_CALLS", "1 OK", "2 OK"));
}

TEST(WorkerPoolTest, RunsWhatIsQueuedBeforeItEnds) {
  std::atomic<int> ran = 0;
  {
    WorkerPool pool(3);
    for (int i = 0; i < 1000; ++i) pool.Schedule([&ran] { ++ran; });
  }
  EXPECT_EQ(ran, 1000);
}

// Work that is queued while the only thread is held, in the order it ran.
std::vector<int> OrderOfWork(const std::vector<int>& milliseconds_used) {
  std::vector<int> order;
  {
    WorkerPool pool(1);
    absl::Notification queued;
    pool.Schedule([&queued] { queued.WaitForNotification(); });
    for (int i = 0; i < static_cast<int>(milliseconds_used.size()); ++i) {
      pool.Schedule([&order, i] { order.push_back(i); },
                    absl::Milliseconds(milliseconds_used[i]));
    }
    queued.Notify();
  }
  return order;
}

TEST(WorkerPoolTest, TakesEqualsInTheirOrder) {
  EXPECT_THAT(OrderOfWork({3, 3, 3, 3, 3, 3}), ElementsAre(0, 1, 2, 3, 4, 5));
}

// The first taken, after the work that holds the thread, are the two short
// ones; the fourth in all is the oldest.
TEST(WorkerPoolTest, LetsShortCallsGoFirstAndLongOnesGoOn) {
  EXPECT_THAT(OrderOfWork({9, 8, 1, 2, 3, 4}), ElementsAre(2, 3, 0, 4, 5, 1));
}

// Names of the pieces of work that wait for a single thread, in the order in
// which it takes them.
TEST(WorkerPoolTest, WhatUsedLessGoesFirstAndEveryFourthTimeTheOldest) {
  std::string taken;
  absl::Notification all_wait;
  {
    WorkerPool pool(1);
    absl::Notification busy;
    pool.Schedule([&] {
      busy.Notify();
      all_wait.WaitForNotification();
    });
    busy.WaitForNotification();
    const auto schedule = [&](char name, int used) {
      pool.Schedule([&taken, name] { taken += name; },
                    absl::Milliseconds(used));
    };
    schedule('a', 9);
    schedule('b', 3);
    schedule('c', 1);
    schedule('d', 1);
    schedule('e', 2);
    all_wait.Notify();
  }
  // The fourth piece, with the one that kept the thread busy, is the oldest.
  EXPECT_EQ(taken, "cdaeb");
}

}  // namespace worker_pool_test
}  // namespace nianbao
