// Threads for work that blocks or takes long, so that gRPC's own few threads
// never do. Thread-safe.
#ifndef NIANBAO_COMMON_BASE_WORKER_POOL_H_
#define NIANBAO_COMMON_BASE_WORKER_POOL_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace nianbao {

class WorkerPool {
 public:
  // While more than `pieces` of work wait, calls are turned away: at once when
  // the oldest work has waited longer than `front`, for they would wait as
  // long; and when they have waited longer than `own`, as in a crowd that came
  // all at once. Their clients may have given up, and to serve them late would
  // make everyone after them late, too.
  //
  // By default a call whose work begins has waited for half a second at most
  // whenever more wait than 64, which a few busy connections leave waiting at
  // any moment without anybody being late.
  struct Patience {
    absl::Duration front = absl::Milliseconds(250);
    absl::Duration own = absl::Milliseconds(500);
    size_t pieces = 64;
  };

  enum class Priority { kNormal, kGivesWay };

  explicit WorkerPool(int threads, Priority priority = Priority::kNormal)
      : WorkerPool(threads, Patience(), priority) {}
  WorkerPool(int threads, Patience patience,
             Priority priority = Priority::kNormal);

  // Runs what is queued, then ends the threads.
  ~WorkerPool();

  // Runs `work` on one of the threads. Of all that waits, the work of the call
  // that has `used` least of the threads' time so far is taken first, so that a
  // short call need not wait for long ones; among equals, what came first.
  // Every fourth time the oldest work is taken whatever its call has used, so
  // that a long call goes on however many short ones come. The queue has no
  // limit of its own: callers bound it by CallLimit and by the windows of their
  // streams. O(log queue).
  void Schedule(absl::AnyInvocable<void()> work,
                absl::Duration used = absl::ZeroDuration());

  // Schedule for the first work of a call, which may be refused. `work` is
  // given OK, or RESOURCE_EXHAUSTED (TOO_MANY_CALLS) when the call is to be
  // turned away; in the latter case perhaps on the calling thread, before this
  // returns.
  void ScheduleFirst(absl::AnyInvocable<void(absl::Status)> work);

  // Pieces of work that no thread has begun.
  size_t QueueDepth();

 private:
  struct Entry {
    absl::AnyInvocable<void()> work;
    absl::Duration used;
    absl::Time scheduled;
  };

  bool IsCrowded() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return queue_.size() > patience_.pieces;
  }
  void Push(Entry entry) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool MayBegin(absl::Time scheduled);
  void Run();
  Entry TakeNext() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Patience patience_;
  absl::Mutex mutex_;
  // What waits, by its number; numbers are given in the order of arrival.
  std::map<uint64_t, Entry> queue_ ABSL_GUARDED_BY(mutex_);
  // The same entries, ordered by what their calls used and then by number.
  std::set<std::pair<absl::Duration, uint64_t>> by_use_ ABSL_GUARDED_BY(mutex_);
  uint64_t scheduled_ ABSL_GUARDED_BY(mutex_) = 0;
  // Entries taken so far.
  uint64_t taken_ ABSL_GUARDED_BY(mutex_) = 0;
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_WORKER_POOL_H_
