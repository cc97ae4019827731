// Which reports begin and cease to count within one transaction.
#ifndef NIANBAO_AGGREGATOR_ELECTION_COUNTED_CHANGES_H_
#define NIANBAO_AGGREGATOR_ELECTION_COUNTED_CHANGES_H_

#include <cstdint>

#include "absl/container/btree_set.h"

namespace nianbao::aggregator {

// Reports by their row ids. What is undone within the transaction leaves
// nothing. Not thread-safe.
class CountedChanges {
 public:
  void Count(int64_t id) {
    if (removed_.erase(id) == 0) added_.insert(id);
  }
  void Uncount(int64_t id) {
    if (added_.erase(id) == 0) removed_.insert(id);
  }
  void Clear() {
    added_.clear();
    removed_.clear();
  }

  // Ascending.
  const absl::btree_set<int64_t>& added() const { return added_; }
  const absl::btree_set<int64_t>& removed() const { return removed_; }

 private:
  absl::btree_set<int64_t> added_;
  absl::btree_set<int64_t> removed_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_ELECTION_COUNTED_CHANGES_H_
