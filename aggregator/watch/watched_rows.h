// The rows of a watched query, and in which order they changed, so that each
// reader can be given what is new to it however far it has read.
#ifndef NIANBAO_AGGREGATOR_WATCH_WATCHED_ROWS_H_
#define NIANBAO_AGGREGATOR_WATCH_WATCHED_ROWS_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/container/node_hash_map.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// Changes that go into one message at most: some 100 KB, so that a reader far
// behind does not make the server hold large messages.
inline constexpr int kMessageChanges = 256;

// Changes are counted from 1. A row that changes again moves to the end: it is
// read once, in its newest state. Not thread-safe.
class WatchedRows {
 public:
  // Between these, Put is called with each row that there is now; the others go
  // in EndRound.
  void BeginRound() { ++round_; }
  void Put(const v1::Statistics& row);
  void EndRound();

  // Appends to `response` what changed after the change `seen`, oldest first,
  // at most kMessageChanges; the last change appended, or `seen`. O(log rows)
  // and the rows appended.
  int64_t Read(int64_t seen, v1::WatchStatisticsResponse& response) const;

  // The number of the newest change.
  int64_t newest() const { return newest_; }

  // Drops the memory of groups removed up to the change `seen`, which every
  // reader has seen. A reader that begins later may still be told of groups
  // removed since, that it never had.
  void Forget(int64_t seen);

  // Rows, and groups removed and not yet forgotten.
  size_t size() const { return groups_.size(); }

 private:
  struct Entry {
    // Serialized v1::Statistics; empty once removed.
    std::string row;
    int64_t change = 0;
    // The last round of Put that had the row; an older one means it is gone.
    int64_t round = 0;
  };
  // By serialized v1::Group.
  using Groups = absl::node_hash_map<std::string, Entry>;

  void Change(Groups::value_type& group, std::string row);

  Groups groups_;
  std::map<int64_t, Groups::value_type*> by_change_;
  int64_t newest_ = 0;
  int64_t round_ = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_WATCH_WATCHED_ROWS_H_
