// Calls are looked at without the lock, as to end one runs code of gRPC and of
// its stream. What keeps a call from going meanwhile is `visited_`: Remove,
// which is the last thing that happens to a call, waits until nobody looks at
// it. The list of calls is copied first, and each of them looked up again, so
// that others come and go during a round.
#include "common/rpc/access/idle_calls.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/base/error_reason.h"

namespace nianbao {
namespace {

constexpr int kRoundsPerLimit = 4;

}  // namespace

IdleCalls::IdleCalls(absl::Duration limit)
    : limit_(limit), thread_([this] { Run(); }) {}

IdleCalls::~IdleCalls() {
  {
    absl::MutexLock lock(&mutex_);
    closing_ = true;
  }
  thread_.join();
}

void IdleCalls::Add(Call& call) {
  absl::MutexLock lock(&mutex_);
  calls_.insert(&call);
}

void IdleCalls::Remove(Call& call) {
  const auto alone = [this, &call]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return visited_ != &call;
  };
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(&alone));
  calls_.erase(&call);
}

void IdleCalls::EndIdle(absl::Time now) {
  absl::MutexLock sweep(&sweep_);
  std::vector<Call*> calls;
  {
    absl::MutexLock lock(&mutex_);
    calls.assign(calls_.begin(), calls_.end());
  }
  for (Call* const call : calls) {
    {
      absl::MutexLock lock(&mutex_);
      if (!calls_.contains(call)) continue;
      visited_ = call;
    }
    call->EndIfIdle(now - limit_);
    absl::MutexLock lock(&mutex_);
    visited_ = nullptr;
  }
}

absl::Status IdleCalls::WhyEnded() const {
  return Error(ErrorReason::kStreamIdle,
               absl::StrCat("nothing was sent or read on the stream for ",
                            absl::FormatDuration(limit_)));
}

void IdleCalls::Run() {
  const auto closing = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return closing_;
  };
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithTimeout(absl::Condition(&closing),
                                  limit_ / kRoundsPerLimit)) {
        return;
      }
    }
    EndIdle(absl::Now());
  }
}

}  // namespace nianbao
