// What a watcher has been told, over streams that each begin with all of it.
#ifndef NIANBAO_CLIENT_WATCH_TOLD_ROWS_H_
#define NIANBAO_CLIENT_WATCH_TOLD_ROWS_H_

#include <map>
#include <set>
#include <string>

#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {

// Holds a copy of every row. Not thread-safe.
class ToldRows {
 public:
  // The next response is the first of another stream.
  void BeginStream();

  // Leaves in the next response of the stream only what was not told before.
  // Groups that the stream did not bring are removed where its first state is
  // complete.
  void KeepNews(v1::WatchStatisticsResponse& response);

 private:
  // Rows by their groups, both serialized.
  std::map<std::string, std::string> rows_;
  // Groups of earlier streams that this one has not brought yet.
  std::set<std::string> missing_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_WATCH_TOLD_ROWS_H_
