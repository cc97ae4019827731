#include "common/rpc/rate_limit.h"

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
