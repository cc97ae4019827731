#include "common/rpc/access/idle_calls.h"

#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "common/base/error_reason.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace idle_calls_test {

using ::testing::ElementsAre;

// Never looks by itself while a test runs.
constexpr absl::Duration kLong = absl::Hours(1);
const absl::Time kNow = absl::FromUnixSeconds(1800000000);

struct Noted final : IdleCalls::Call {
  void EndIfIdle(absl::Time since) override { asked.push_back(since); }
  std::vector<absl::Time> asked;
};

TEST(IdleCallsTest, AsksEachCallThatIsThere) {
  IdleCalls calls(kLong);
  Noted stays;
  Noted leaves;
  calls.Add(stays);
  calls.Add(leaves);
  calls.EndIdle(kNow);
  calls.Remove(leaves);
  calls.EndIdle(kNow + absl::Seconds(1));
  calls.Remove(stays);
  EXPECT_THAT(stays.asked,
              ElementsAre(kNow - kLong, kNow + absl::Seconds(1) - kLong));
  EXPECT_THAT(leaves.asked, ElementsAre(kNow - kLong));
}

TEST(IdleCallsTest, LooksByItself) {
  struct Awaited final : IdleCalls::Call {
    void EndIfIdle(absl::Time) override {
      if (!asked.HasBeenNotified()) asked.Notify();
    }
    absl::Notification asked;
  };
  IdleCalls calls(absl::Milliseconds(4));
  Awaited call;
  calls.Add(call);
  call.asked.WaitForNotification();
  calls.Remove(call);
}

// A call deletes itself once Remove has returned.
TEST(IdleCallsTest, ACallThatIsLookedAtStays) {
  struct Slow final : IdleCalls::Call {
    void EndIfIdle(absl::Time) override {
      begun.Notify();
      end.WaitForNotification();
      looking = false;
    }
    absl::Notification begun;
    absl::Notification end;
    bool looking = true;
  };
  IdleCalls calls(kLong);
  Slow call;
  calls.Add(call);
  std::thread looks([&] { calls.EndIdle(kNow); });
  call.begun.WaitForNotification();
  std::thread ends([&] { call.end.Notify(); });
  calls.Remove(call);
  EXPECT_FALSE(call.looking);
  ends.join();
  looks.join();
}

TEST(IdleCallsTest, SaysWhyACallEnded) {
  EXPECT_EQ(ReasonOf(IdleCalls(kLong).WhyEnded()), "STREAM_IDLE");
}

}  // namespace idle_calls_test
}  // namespace nianbao
