#include "aggregator/watch/watched_rows.h"

#include <utility>

namespace nianbao::aggregator {

void WatchedRows::Put(const v1::Statistics& row) {
  Groups::value_type& group =
      *groups_.try_emplace(row.group().SerializeAsString()).first;
  group.second.round = round_;
  std::string bytes = row.SerializeAsString();
  if (bytes != group.second.row) Change(group, std::move(bytes));
}

void WatchedRows::EndRound() {
  for (Groups::value_type& group : groups_) {
    if (group.second.round != round_ && !group.second.row.empty()) {
      Change(group, "");
    }
  }
}

void WatchedRows::Change(Groups::value_type& group, std::string row) {
  by_change_.erase(group.second.change);
  group.second.row = std::move(row);
  group.second.change = ++newest_;
  by_change_.emplace(newest_, &group);
}

int64_t WatchedRows::Read(int64_t seen,
                          v1::WatchStatisticsResponse& response) const {
  auto it = by_change_.upper_bound(seen);
  for (int n = 0; n < kMessageChanges && it != by_change_.end(); ++n, ++it) {
    const auto& [group, entry] = *it->second;
    if (entry.row.empty()) {
      response.add_removed()->ParseFromString(group);
    } else {
      response.add_statistics()->ParseFromString(entry.row);
    }
    seen = it->first;
  }
  return seen;
}

void WatchedRows::Forget(int64_t seen) {
  const auto end = by_change_.upper_bound(seen);
  for (auto it = by_change_.begin(); it != end;) {
    const Groups::value_type& group = *it->second;
    if (group.second.row.empty()) {
      it = by_change_.erase(it);
      groups_.erase(groups_.find(group.first));
    } else {
      ++it;
    }
  }
}

}  // namespace nianbao::aggregator
