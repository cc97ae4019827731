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
// that its first state is complete is gone from the store. A response takes
// O(log n) a row; memory is a copy of every row.

#include "client/watch/told_rows.h"

#include <utility>

namespace nianbao::client {

void ToldRows::BeginStream() {
  missing_.clear();
  for (const auto& [group, row] : rows_) missing_.insert(group);
}

void ToldRows::KeepNews(v1::WatchStatisticsResponse& response) {
  google::protobuf::RepeatedPtrField<v1::Statistics> news;
  for (v1::Statistics& row : *response.mutable_statistics()) {
    std::string group = row.group().SerializeAsString();
    missing_.erase(group);
    std::string bytes = row.SerializeAsString();
    std::string& told = rows_[std::move(group)];
    if (told == bytes) continue;
    told = std::move(bytes);
    *news.Add() = std::move(row);
  }
  response.mutable_statistics()->Swap(&news);
  for (const v1::Group& removed : response.removed()) {
    const std::string group = removed.SerializeAsString();
    rows_.erase(group);
    missing_.erase(group);
  }
  if (!response.complete()) return;
  // Only the first complete state of a stream finds any missing.
  for (const std::string& group : std::exchange(missing_, {})) {
    rows_.erase(group);
    response.add_removed()->ParseFromString(group);
  }
}

}  // namespace nianbao::client
