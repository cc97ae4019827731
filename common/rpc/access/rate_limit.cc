// A token bucket needs no clockwork that fills it: all that it holds follows
// from one number, the moment when it will be full again if nobody takes more.
// Taking one moves that moment by one interval; nobody may move it further than
// the time to fill an empty bucket.
//
//   10 a second, burst 20: interval 100 ms, fill time 2 s
//   at 0 s     full                  full at 0.0 s
//   take 20    each moves it 0.1 s   full at 2.0 s: now the bucket is empty
//   take       2.1 s > 0 s + 2 s     refused; there is one in 0.1 s
//
// Buckets stand in a list in the order of their use, found by a hash table of
// their clients, so that to find one, to renew it and to drop the oldest are
// all O(1), and memory is bounded by max_clients however many addresses call.
#include "common/rpc/access/rate_limit.h"

#include <algorithm>

namespace nianbao {

RateLimit::RateLimit(int per_second, int burst, size_t max_clients)
    : interval_(absl::Seconds(1) / per_second),
      fill_time_(interval_ * burst),
      max_clients_(max_clients) {}

absl::Duration RateLimit::Take(absl::string_view client, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  Bucket& bucket = Find(client);
  const absl::Time full =
      std::clamp(bucket.full, now, now + fill_time_) + interval_;
  const absl::Duration wait = full - (now + fill_time_);
  if (wait > absl::ZeroDuration()) return wait;
  bucket.full = full;
  return absl::ZeroDuration();
}

RateLimit::Bucket& RateLimit::Find(absl::string_view client) {
  const auto it = by_client_.find(client);
  if (it != by_client_.end()) {
    buckets_.splice(buckets_.begin(), buckets_, it->second);
    return buckets_.front();
  }
  if (buckets_.size() == max_clients_) {
    by_client_.erase(buckets_.back().client);
    buckets_.pop_back();
  }
  buckets_.push_front(
      {.client = std::string(client), .full = absl::InfinitePast()});
  by_client_.emplace(buckets_.front().client, buckets_.begin());
  return buckets_.front();
}

}  // namespace nianbao
