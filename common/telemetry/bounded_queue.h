// Hands items from many threads to one, and never makes a producer wait for it:
// what does not fit is refused. Thread-safe.
//
//   BoundedQueue<Item> queue(4096);
//   if (!queue.TryPush(item)) ++lost;                 // any thread
//   while (true) {                                    // the consumer
//     const auto items = queue.Take(256, absl::Milliseconds(20));
//     if (items.empty()) return;                      // closed, and nothing
//     left
//   }
//
// The consumer takes items in batches: it sleeps until `count` are there or the
// first has waited for `linger`, so that it wakes up fifty times a second at
// most instead of once an item. A push costs a lock and, once a batch, a
// wake-up; `limit` bounds the memory.
#ifndef NIANBAO_COMMON_TELEMETRY_BOUNDED_QUEUE_H_
#define NIANBAO_COMMON_TELEMETRY_BOUNDED_QUEUE_H_

#include <cstddef>
#include <deque>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace nianbao {

template <typename T>
class BoundedQueue {
 public:
  explicit BoundedQueue(size_t limit) : limit_(limit) {}

  // False when `limit` items wait, or after Close.
  bool TryPush(T item) {
    absl::MutexLock lock(&mutex_);
    if (closed_ || items_.size() >= limit_) return false;
    items_.push_back(std::move(item));
    return true;
  }

  // Waits until `count` items are there, `linger` has passed since the first of
  // them was seen, or the queue is closed. Gives at most `count`; none only
  // when the queue is closed and empty.
  std::vector<T> Take(size_t count, absl::Duration linger) {
    const auto any = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return closed_ || !items_.empty();
    };
    const auto full = [this, count]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return closed_ || items_.size() >= count;
    };
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&any));
    mutex_.AwaitWithTimeout(absl::Condition(&full), linger);
    std::vector<T> taken;
    while (!items_.empty() && taken.size() < count) {
      taken.push_back(std::move(items_.front()));
      items_.pop_front();
    }
    return taken;
  }

  // Refuses what comes from now on; what waits can still be taken.
  void Close() {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
  }

  // Returns when the queue has been closed or `timeout` has passed; true for
  // the former.
  bool AwaitClose(absl::Duration timeout) {
    absl::MutexLock lock(&mutex_);
    return mutex_.AwaitWithTimeout(absl::Condition(&closed_), timeout);
  }

 private:
  const size_t limit_;
  absl::Mutex mutex_;
  std::deque<T> items_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_BOUNDED_QUEUE_H_
