// Where each issuer stands in a chunk: to join the values of one chunk with
// those of another.
#ifndef NIANBAO_AGGREGATOR_QUERY_ISSUER_ROWS_H_
#define NIANBAO_AGGREGATOR_QUERY_ISSUER_ROWS_H_

#include <cstdint>
#include <vector>

#include "aggregator/columns/snapshot.h"

namespace nianbao {

class IssuerRows {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  // Empty. `snapshot` must outlive this. O(issuers).
  explicit IssuerRows(const Snapshot& snapshot)
      : snapshot_(snapshot), rows_(snapshot.issuer_count, kNone) {}

  // Holds the elected rows of `chunk` from now on, without erroneous ones
  // unless asked for; null holds none. `chunk` must outlive its use here.
  // O(rows of `chunk` and of the one before).
  void Assign(const Chunk* chunk, bool include_erroneous) {
    for (uint32_t i = 0; chunk_ != nullptr && i < chunk_->elected; ++i) {
      rows_[IssuerOf(*chunk_, i)] = kNone;
    }
    chunk_ = chunk;
    for (uint32_t i = 0; chunk_ != nullptr && i < chunk_->elected; ++i) {
      if (include_erroneous ||
          (chunk_->flags[i] & observation_flags::kErroneous) == 0) {
        rows_[IssuerOf(*chunk_, i)] = i;
      }
    }
  }

  // Row of the issuer of row `row` of another chunk of the same snapshot; kNone
  // when it has none. O(1).
  uint32_t Find(const Chunk& other, uint32_t row) const {
    return rows_[IssuerOf(other, row)];
  }

 private:
  int32_t IssuerOf(const Chunk& chunk, uint32_t row) const {
    return snapshot_.reports[chunk.reports[row]].issuer;
  }

  const Snapshot& snapshot_;
  const Chunk* chunk_ = nullptr;
  std::vector<uint32_t> rows_;
};

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_QUERY_ISSUER_ROWS_H_
