// Bounds how many calls a service has in progress: all together, and those of
// each client, so that no client holds the places of all others. Thread-safe.
//
//   CallLimit limit(1024, 256);
//   std::optional<CallLimit::Ticket> ticket = limit.TryEnter("token:desk");
//   if (!ticket) return ...;   // RESOURCE_EXHAUSTED
//   // The call is in progress as long as the ticket lives.
#ifndef NIANBAO_COMMON_RPC_ACCESS_CALL_LIMIT_H_
#define NIANBAO_COMMON_RPC_ACCESS_CALL_LIMIT_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"

namespace nianbao {

class CallLimit {
  struct Leave {
    void operator()(CallLimit* limit) const { limit->Remove(client); }
    std::string client;
  };

 public:
  using Ticket = std::unique_ptr<CallLimit, Leave>;

  // At most `limit` calls in all, and `share` of one client.
  CallLimit(int limit, int share) : limit_(limit), share_(share) {}

  // Nothing when `limit` calls are in progress, or `share` of this client. The
  // limit must outlive its tickets. Clients without calls take no memory.
  std::optional<Ticket> TryEnter(absl::string_view client) {
    absl::MutexLock lock(&mutex_);
    if (calls_ >= limit_) return std::nullopt;
    int& own = by_client_[client];
    if (own >= share_) return std::nullopt;
    ++own;
    ++calls_;
    return Ticket(this, Leave{std::string(client)});
  }

  // Whether the client has its whole share in progress.
  bool HasShare(absl::string_view client) {
    absl::MutexLock lock(&mutex_);
    const auto it = by_client_.find(client);
    return it != by_client_.end() && it->second >= share_;
  }

 private:
  void Remove(const std::string& client) {
    absl::MutexLock lock(&mutex_);
    --calls_;
    const auto it = by_client_.find(client);
    if (--it->second == 0) by_client_.erase(it);
  }

  const int limit_;
  // At least 1.
  const int share_;
  absl::Mutex mutex_;
  int calls_ ABSL_GUARDED_BY(mutex_) = 0;
  // Calls in progress of clients that have some.
  absl::flat_hash_map<std::string, int> by_client_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_ACCESS_CALL_LIMIT_H_
