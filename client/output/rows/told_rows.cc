#include "client/output/rows/told_rows.h"

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
  for (const std::string& group : std::exchange(missing_, {})) {
    rows_.erase(group);
    response.add_removed()->ParseFromString(group);
  }
}

}  // namespace nianbao::client
