// Where each issuer stands in a chunk: to join the values of one chunk with
// those of another.
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

  // Holds the elected rows of `chunk` from now on, without erroneous ones
  // unless asked for; null holds none. O(rows).
  void Assign(const Chunk* chunk, bool include_erroneous) {
    ++turn_;
    if (chunk == nullptr) return;
    for (uint32_t i = 0; i < chunk->elected; ++i) {
      if (include_erroneous ||
          (chunk->flags[i] & observation_flags::kErroneous) == 0) {
        entries_[IssuerOf(*chunk, i)] = {.turn = turn_, .row = i};
      }
    }
  }

  // Row of the issuer of row `row` of another chunk of the same snapshot; kNone
  // when it has none. O(1).
  uint32_t Find(const Chunk& other, uint32_t row) const {
    const Entry entry = entries_[IssuerOf(other, row)];
    return entry.turn == turn_ ? entry.row : kNone;
  }

 private:
  // By issuer; good in the turn that it was made in.
  struct Entry {
    uint32_t turn = 0;
    uint32_t row = 0;
  };

  int32_t IssuerOf(const Chunk& chunk, uint32_t row) const {
    return snapshot_.reports.IssuerOf(chunk.reports[row]);
  }

  const Snapshot& snapshot_;
  // Assignments so far.
  uint32_t turn_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SELECTION_ISSUER_ROWS_H_
