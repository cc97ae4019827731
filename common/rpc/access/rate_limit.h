// Bounds how often each of many clients may do something: a token bucket each.
#ifndef NIANBAO_COMMON_RPC_ACCESS_RATE_LIMIT_H_
#define NIANBAO_COMMON_RPC_ACCESS_RATE_LIMIT_H_

#include <cstddef>
#include <list>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace nianbao {

// Thread-safe.
class RateLimit {
 public:
  // `per_second` on average and `burst` at once, both at least 1, of each
  // client. Of `max_clients` and more, at least 1, the one that has been quiet
  // longest is forgotten, and so may begin anew with a whole burst. The default
  // keeps them within some 2 MiB, at 200 bytes a client.
  RateLimit(int per_second, int burst, size_t max_clients = 10000);

  // Takes one from the client's bucket and returns zero; when it is empty takes
  // nothing and returns how long until there is one. A clock that is set back
  // makes nobody wait longer than an empty bucket does. O(1).
  absl::Duration Take(absl::string_view client, absl::Time now);

 private:
  struct Bucket {
    std::string client;
    // When the bucket will be full again, if nothing is taken until then.
    absl::Time full;
  };
  using Buckets = std::list<Bucket>;

  // The client's bucket, new and full if there was none; it is moved to the
  // front of buckets_.
  Bucket& Find(absl::string_view client) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  // The time in which one is added to a bucket: a second over per_second.
  const absl::Duration interval_;
  // The time in which an empty bucket becomes full: `burst` intervals.
  const absl::Duration fill_time_;
  const size_t max_clients_;

  absl::Mutex mutex_;
  // Ordered by use: the bucket used last stands first.
  Buckets buckets_ ABSL_GUARDED_BY(mutex_);
  // Keys are views of the clients' names in buckets_.
  absl::flat_hash_map<absl::string_view, Buckets::iterator> by_client_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_ACCESS_RATE_LIMIT_H_
