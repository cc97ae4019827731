// Ends calls on which nothing moves: streams whose client neither writes nor
// reads, and so holds one of the places of calls in progress for nothing.
//
//   class Stream : public IdleCalls::Call { ... };
//   idle.Add(*this);      // in the constructor of a stream's reactor
//   idle.Remove(*this);   // in its OnDone, before it deletes itself
#ifndef NIANBAO_COMMON_RPC_ACCESS_IDLE_CALLS_H_
#define NIANBAO_COMMON_RPC_ACCESS_IDLE_CALLS_H_

#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace nianbao {

// Thread-safe.
class IdleCalls {
 public:
  class Call {
   public:
    // Ends the call when it has waited for its client, and for nothing else,
    // since that moment or longer. gRPC must not call OnDone on the thread that
    // this runs on, which it does for no reactor of one's own.
    virtual void EndIfIdle(absl::Time since) = 0;

   protected:
    ~Call() = default;
  };

  // Looks at the calls four times in `limit`, on a thread of its own, so that a
  // call ends at most a quarter of it late.
  explicit IdleCalls(absl::Duration limit);
  ~IdleCalls();

  // O(1).
  void Add(Call& call);
  // Waits while the call is being ended; it must not hold a lock that EndIfIdle
  // wants. O(1).
  void Remove(Call& call);

  // Ends those calls that are idle at `now`. Of several threads that call it
  // one waits for the other.
  void EndIdle(absl::Time now);

  // What the client of such a call is told: STREAM_IDLE.
  absl::Status WhyEnded() const;

 private:
  void Run();

  const absl::Duration limit_;
  absl::Mutex sweep_;
  absl::Mutex mutex_;
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
  absl::flat_hash_set<Call*> calls_ ABSL_GUARDED_BY(mutex_);
  // The call that is being looked at, which must not go meanwhile.
  Call* visited_ ABSL_GUARDED_BY(mutex_) = nullptr;
  std::thread thread_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_ACCESS_IDLE_CALLS_H_
