#include "common/worker_pool.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/time/clock.h"
#include "common/error_reason.h"
#include "common/thread_priority.h"

namespace nianbao {
namespace {

// Work that is long under way goes on, however much begins anew.
constexpr uint64_t kOldestEvery = 4;

}  // namespace

WorkerPool::WorkerPool(int threads, Patience patience, Priority priority)
    : patience_(patience) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this, priority] {
      if (priority == Priority::kGivesWay) GiveWayToOtherThreads();
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
  absl::MutexLock lock(&mutex_);
  queue_.push_back({.work = std::move(work), .used = used});
}

void WorkerPool::ScheduleFirst(absl::AnyInvocable<void(absl::Status)> work) {
  Schedule([this, scheduled = absl::Now(), work = std::move(work)]() mutable {
    work(MayBegin(scheduled));
  });
}

absl::Status WorkerPool::MayBegin(absl::Time scheduled) {
  if (absl::Now() - scheduled <= patience_.wait ||
      QueueDepth() <= patience_.pieces) {
    return absl::OkStatus();
  }
  return Error(ErrorReason::kTooManyCalls,
               "the call waited too long for its turn");
}

size_t WorkerPool::QueueDepth() {
  absl::MutexLock lock(&mutex_);
  return queue_.size();
}

WorkerPool::Entry WorkerPool::TakeNext() {
  auto next = queue_.begin();
  if (++taken_ % kOldestEvery != 0) {
    next = absl::c_min_element(
        queue_, [](const Entry& a, const Entry& b) { return a.used < b.used; });
  }
  Entry entry = std::move(*next);
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
