// What a watcher has been told, over streams that each begin with all of it or
// go on from the last complete state.
#ifndef NIANBAO_CLIENT_WATCH_TOLD_ROWS_H_
#define NIANBAO_CLIENT_WATCH_TOLD_ROWS_H_

#include <map>
#include <string>

#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {

// Holds a copy of every row. Not thread-safe.
class ToldRows {
 public:
  // The next response is the first of another stream, which tells all of its
  // rows.
  void BeginStream();

  // The same of a stream that tells what differs from the last complete state.
  void ResumeStream();

  // Leaves in the next response of the stream only what was not told before.
  // Where its first state is complete, groups that the stream did not bring are
  // removed, or are again as they were in the state that it goes on from.
  void KeepNews(v1::WatchStatisticsResponse& response);

 private:
  bool Tell(const std::string& group, std::string row);

  // Rows by their groups, both serialized.
  std::map<std::string, std::string> rows_;
  // Of groups told otherwise since the last complete state, their rows in that
  // state; empty for those that were not there.
  std::map<std::string, std::string> changed_;
  // Groups that this stream has not brought yet, and what becomes of them if it
  // never does: a row, or empty for none.
  std::map<std::string, std::string> missing_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_WATCH_TOLD_ROWS_H_
