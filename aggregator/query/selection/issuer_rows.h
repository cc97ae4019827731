// Where each issuer stands in a chunk, to join the values of one chunk with
// those of another: an array by issuer, filled from one chunk and looked up for
// the rows of the other. Issuers are numbered densely, so that the array costs
// eight bytes for each issuer of the store and a join no hashing.
#ifndef NIANBAO_AGGREGATOR_QUERY_SELECTION_ISSUER_ROWS_H_
#define NIANBAO_AGGREGATOR_QUERY_SELECTION_ISSUER_ROWS_H_

#include <cstdint>
#include <vector>

#include "aggregator/columns/snapshot.h"

namespace nianbao::aggregator {

class IssuerRows {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  // Empty. `snapshot` must outlive this. O(issuers).
  explicit IssuerRows(const Snapshot& snapshot)
      : snapshot_(snapshot), entries_(snapshot.issuer_count) {}

  // Holds the elected rows of `chunk` from now on, without those that
  // statistics leave out; null holds none. O(rows).
  void Assign(const Chunk* chunk, bool include_erroneous) {
    ++assignment_;
    if (chunk == nullptr) return;
    const ObservationFlags left_out = LeftOut(include_erroneous);
    for (uint32_t i = 0; i < chunk->elected; ++i) {
      if ((chunk->flags[i] & left_out) == 0) {
        entries_[IssuerOf(*chunk, i)] = {.assignment = assignment_, .row = i};
      }
    }
  }

  // Row of the issuer of row `row` of another chunk of the same snapshot; kNone
  // when it has none. O(1).
  uint32_t Find(const Chunk& other, uint32_t row) const {
    const Entry entry = entries_[IssuerOf(other, row)];
    return entry.assignment == assignment_ ? entry.row : kNone;
  }

 private:
  // Where one issuer stands. Good only while its assignment is the newest: so
  // nothing has to be cleared between two of them.
  struct Entry {
    uint32_t assignment = 0;
    uint32_t row = 0;
  };

  int32_t IssuerOf(const Chunk& chunk, uint32_t row) const {
    return snapshot_.reports.IssuerOf(chunk.reports[row]);
  }

  const Snapshot& snapshot_;
  // The number of the newest assignment.
  uint32_t assignment_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SELECTION_ISSUER_ROWS_H_
