// Threads for work that blocks or takes long, so that gRPC's own few threads
// never do. Thread-safe.
#ifndef NIANBAO_COMMON_WORKER_POOL_H_
#define NIANBAO_COMMON_WORKER_POOL_H_

#include <deque>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"

namespace nianbao {

class WorkerPool {
 public:
  explicit WorkerPool(int threads);

  // Runs what is queued, then ends the threads.
  ~WorkerPool();

  // Runs `work` on one of the threads, first come, first served. The queue has
  // no limit of its own: callers bound it by CallLimit and by the windows of
  // their streams.
  void Schedule(absl::AnyInvocable<void()> work);

 private:
  void Run();

  absl::Mutex mutex_;
  std::deque<absl::AnyInvocable<void()>> queue_ ABSL_GUARDED_BY(mutex_);
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_WORKER_POOL_H_
