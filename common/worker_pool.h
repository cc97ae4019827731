// Threads for work that blocks or takes long, so that gRPC's own few threads
// never do. Thread-safe.
#ifndef NIANBAO_COMMON_WORKER_POOL_H_
#define NIANBAO_COMMON_WORKER_POOL_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace nianbao {

class WorkerPool {
 public:
  explicit WorkerPool(int threads);

  // Runs what is queued, then ends the threads.
  ~WorkerPool();

  // Runs `work` on one of the threads. What belongs to a call that has `used`
  // less of their time goes first, so that a short call need not wait for long
  // ones; of equals, and every fourth time of all, what came first. The queue
  // has no limit of its own: callers bound it by CallLimit and by the windows
  // of their streams. O(queue).
  void Schedule(absl::AnyInvocable<void()> work,
                absl::Duration used = absl::ZeroDuration());

  // Pieces of work that no thread has begun.
  size_t QueueDepth();

 private:
  struct Entry {
    absl::AnyInvocable<void()> work;
    absl::Duration used;
  };

  void Run();
  Entry TakeNext() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  absl::Mutex mutex_;
  // In the order of arrival.
  std::deque<Entry> queue_ ABSL_GUARDED_BY(mutex_);
  // Entries taken so far.
  uint64_t taken_ ABSL_GUARDED_BY(mutex_) = 0;
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_WORKER_POOL_H_
