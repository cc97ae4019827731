#include "common/base/worker_pool.h"

#include <utility>

#include "absl/time/clock.h"
#include "common/base/error_reason.h"
#include "common/base/thread_priority.h"

namespace nianbao {
namespace {

// Work that is long under way goes on, however much begins anew.
constexpr uint64_t kOldestEvery = 4;

const absl::Status& TurnedAway() {
  static const auto& status = *new absl::Status(
      Error(ErrorReason::kTooManyCalls, "too many calls wait for their turn"));
  return status;
}

}  // namespace

WorkerPool::WorkerPool(int threads, Patience patience, Priority priority)
    : patience_(patience) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this, priority] {
      if (priority == Priority::kGivesWay)
        GiveWayToOtherThreads(GivesWay::kMuch);
      Run();
    });
  }
}

WorkerPool::~WorkerPool() {
  {
    absl::MutexLock lock(&mutex_);
    closing_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
}

void WorkerPool::Schedule(absl::AnyInvocable<void()> work,
                          absl::Duration used) {
  const absl::Time now = absl::Now();
  absl::MutexLock lock(&mutex_);
  Push({.work = std::move(work), .used = used, .scheduled = now});
}

void WorkerPool::ScheduleFirst(absl::AnyInvocable<void(absl::Status)> work) {
  const absl::Time now = absl::Now();
  {
    absl::MutexLock lock(&mutex_);
    if (!IsCrowded() ||
        now - queue_.begin()->second.scheduled <= patience_.front) {
      auto begin = [this, now, work = std::move(work)]() mutable {
        work(MayBegin(now) ? absl::OkStatus() : TurnedAway());
      };
      return Push({.work = std::move(begin), .scheduled = now});
    }
  }
  work(TurnedAway());
}

void WorkerPool::Push(Entry entry) {
  const uint64_t number = scheduled_++;
  by_use_.emplace(entry.used, number);
  queue_.try_emplace(number, std::move(entry));
}

bool WorkerPool::MayBegin(absl::Time scheduled) {
  if (absl::Now() - scheduled <= patience_.own) return true;
  absl::MutexLock lock(&mutex_);
  return !IsCrowded();
}

size_t WorkerPool::QueueDepth() {
  absl::MutexLock lock(&mutex_);
  return queue_.size();
}

WorkerPool::Entry WorkerPool::TakeNext() {
  const auto next = ++taken_ % kOldestEvery == 0
                        ? queue_.begin()
                        : queue_.find(by_use_.begin()->second);
  Entry entry = std::move(next->second);
  by_use_.erase({entry.used, next->first});
  queue_.erase(next);
  return entry;
}

void WorkerPool::Run() {
  const auto awake = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return closing_ || !queue_.empty();
  };
  while (true) {
    Entry entry;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(&awake));
      if (queue_.empty()) return;
      entry = TakeNext();
    }
    entry.work();
  }
}

}  // namespace nianbao
