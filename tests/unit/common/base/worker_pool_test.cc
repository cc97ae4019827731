#include "common/base/worker_pool.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "common/base/error_reason.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace {

using ::testing::ElementsAre;

// What three calls are told, in that order, that come while the only thread is
// busy, which it is until they have come.
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

// What waits for a single thread, by what its call used, and how it is taken.
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

}  // namespace
}  // namespace nianbao
