// A stream of a watch begins with all rows; a reader who has seen them wants
// the changes alone, also over a new stream. Rows are compared as bytes: one
// program gives equal messages equal bytes.
//
//   first stream    {A: 1, B: 2} complete       told: A 1, B 2
//                   {A: 3}                      told: A 3
//   second stream   {A: 3}, {C: 4} complete     told: C 4, and B removed
//
// BeginStream() notes that every group told so far is missing; each row of the
// new stream takes its group off. What is still missing when the stream says
// that its first state is complete is gone from the store.
//
// A stream that goes on from the last complete state brings what differs from
// that. Missing are then the groups of which something else was told after it:
// one that the stream does not bring is as it was.
//
//   first stream    {A: 1, B: 2} complete       told: A 1, B 2
//                   {A: 3}, and it breaks       told: A 3
//   resumed         {C: 4} complete             told: C 4, and A 1 again
//
// A response takes O(log n) a row; memory is a copy of every row.

#include "client/watch/told_rows.h"

#include <utility>

namespace nianbao::client {

void ToldRows::BeginStream() {
  missing_.clear();
  for (const auto& [group, row] : rows_) missing_.emplace(group, "");
}

void ToldRows::ResumeStream() { missing_ = changed_; }

// Notes what is told of a group from now on; false when that is not new.
bool ToldRows::Tell(const std::string& group, std::string row) {
  const auto it = rows_.find(group);
  std::string before = it == rows_.end() ? "" : it->second;
  if (before == row) return false;
  if (row.empty()) {
    rows_.erase(it);
  } else {
    rows_[group] = std::move(row);
  }
  changed_.try_emplace(group, std::move(before));
  return true;
}

void ToldRows::KeepNews(v1::WatchStatisticsResponse& response) {
  v1::WatchStatisticsResponse news;
  const auto tell = [&](const std::string& group, const std::string& row) {
    if (!Tell(group, row)) return;
    if (row.empty()) {
      news.add_removed()->ParseFromString(group);
    } else {
      news.add_statistics()->ParseFromString(row);
    }
  };
  for (const v1::Statistics& row : response.statistics()) {
    const std::string group = row.group().SerializeAsString();
    missing_.erase(group);
    tell(group, row.SerializeAsString());
  }
  for (const v1::Group& removed : response.removed()) {
    const std::string group = removed.SerializeAsString();
    missing_.erase(group);
    tell(group, "");
  }
  if (response.complete()) {
    // Only the first complete state of a stream finds any missing.
    for (const auto& [group, row] : std::exchange(missing_, {})) {
      tell(group, row);
    }
    changed_.clear();
  }
  response.mutable_statistics()->Swap(news.mutable_statistics());
  response.mutable_removed()->Swap(news.mutable_removed());
}

}  // namespace nianbao::client
