// The order of work in a pool.
//
// The queue is held twice: a map by number, whose first entry is the oldest,
// and a set of (time that the call used, number), whose first entry belongs to
// the call that used least. A thread takes from the set three times out of four
// and from the map the fourth time:
//
//   number  call's use   taken
//   1       80 ms        4th: by age, though the others used less
//   2       0 ms         1st
//   3       0 ms         2nd: as much as number 2, but later
//   4       2 ms         3rd
//
// A crowd is met at two places. ScheduleFirst refuses a call at once while more
// than `pieces` wait and the oldest of them has waited longer than `front`; and
// what was let in looks again when its turn has come (MayBegin), as a thousand
// calls that arrive in one moment find the queue young. To schedule and to take
// cost O(log queue) under one lock.
#include "common/base/worker_pool.h"

#include <utility>

#include "absl/time/clock.h"
#include "common/base/error_reason.h"
#include "common/base/thread_priority.h"

namespace nianbao {
namespace {

// The oldest work is taken every so many times, so that calls that used much
// get at least a quarter of the threads however many new ones come.
constexpr uint64_t kOldestEvery = 4;

// Made once: under overload it is given thousands of times a second.
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
      if (priority == Priority::kGivesWay) {
        GiveWayToOtherThreads(GivesWay::kMuch);
      }
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
