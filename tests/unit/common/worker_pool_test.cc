#include "common/worker_pool.h"

#include <string>
#include <vector>

#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "common/error_reason.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace {

using ::testing::ElementsAre;

// What each of three calls is told that wait for a single thread together.
std::vector<std::string> ToldToThree(WorkerPool::Patience patience) {
  std::vector<std::string> told;
  absl::Notification all_wait;
  {
    WorkerPool pool(1, patience);
    pool.Schedule([&all_wait] { all_wait.WaitForNotification(); });
    for (int i = 0; i < 3; ++i) {
      pool.ScheduleFirst([&told](const absl::Status& status) {
        told.push_back(status.ok() ? "OK" : ReasonOf(status));
      });
    }
    all_wait.Notify();
  }
  return told;
}

TEST(WorkerPoolTest, CallsThatWaitedTooLongAmongManyAreTurnedAway) {
  constexpr absl::Duration kAtOnce = absl::Nanoseconds(-1);
  EXPECT_THAT(ToldToThree({.wait = kAtOnce, .pieces = 0}),
              ElementsAre("TOO_MANY_CALLS", "TOO_MANY_CALLS", "OK"));
  EXPECT_THAT(ToldToThree({.wait = kAtOnce, .pieces = 1}),
              ElementsAre("TOO_MANY_CALLS", "OK", "OK"));
  EXPECT_THAT(ToldToThree({.wait = absl::InfiniteDuration(), .pieces = 0}),
              ElementsAre("OK", "OK", "OK"));
}

}  // namespace
}  // namespace nianbao
