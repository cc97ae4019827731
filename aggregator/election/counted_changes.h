// Which reports begin and cease to count within one transaction.
//
// A transaction may hold many uploads, and a later one may outdo what an
// earlier one has just let count. Whoever keeps what counts up to date is only
// to hear of the difference between before and after:
//
//   Count(5); Uncount(3); Uncount(5); Count(6)  ->  added 6, removed 3
#ifndef NIANBAO_AGGREGATOR_ELECTION_COUNTED_CHANGES_H_
#define NIANBAO_AGGREGATOR_ELECTION_COUNTED_CHANGES_H_

#include <cstdint>

#include "absl/container/btree_set.h"

namespace nianbao::aggregator {

// Reports are named by numbers that ascend by upload. Count and Uncount must
// take turns for one report, as it cannot begin twice. Not thread-safe.
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
