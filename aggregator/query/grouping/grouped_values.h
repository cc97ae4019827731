// The values of one indicator, each group's side by side and ascending.
//
//   GroupingScratch scratch;
//   absl::StatusOr<GroupedValues> grouped = GroupedValues::Create(
//       snapshot, groups, values.chunks, {}, include_erroneous, scratch,
//       stopped);
//   while (ValueGroup* group = grouped->Next()) {
//     auto ascending = grouped->Ascending(*group, stopped);
//     Candidate least = grouped->Least(*group);
//   }
//
// Chunks ascend by value, so that giving out their rows to the groups in order
// leaves each group's values ascending, too: exact quantiles, extremes and Gini
// coefficients for the price of a scatter.
#ifndef NIANBAO_AGGREGATOR_QUERY_GROUPING_GROUPED_VALUES_H_
#define NIANBAO_AGGREGATOR_QUERY_GROUPING_GROUPED_VALUES_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/query/grouping/groups.h"
#include "aggregator/query/grouping/value_panel.h"

namespace nianbao::aggregator {

// What the counted values of a group speak of; all 0 where there are none.
struct YearsAndIssuers {
  int32_t first_year = 0;
  int32_t last_year = 0;
  // Issuers of the values, each once.
  uint32_t issuers = 0;
};

// Used by one thread at a time.
class GroupedValues {
 public:
  // `chunks` are as SelectedValues has them. `snapshot` and `groups` must
  // outlive this. CANCELLED when `stopped` said so. O(rows), whatever the
  // number of slots, but for a scratch used first.
  static absl::StatusOr<GroupedValues> Create(
      const Snapshot& snapshot, const Groups& groups,
      std::vector<ChunkPtr> chunks, const ExtraSlots& extra,
      bool include_erroneous, GroupingScratch& scratch, Stopped stopped);

  // The next group in the order of Groups::Order; null after the last. O(log y)
  // in the y years.
  ValueGroup* Next();

  // Counted values. O(1) for groups of one chunk; else merges the chunks'
  // values in place, O(n log y). CANCELLED when `stopped` said so.
  absl::StatusOr<absl::Span<const double>> Ascending(ValueGroup& group,
                                                     Stopped stopped);

  // The least and the greatest value; of equal ones that of the lower place,
  // then the earlier year, then the earlier upload. The group must have values
  // and be Ascending already. O(log n) for groups by year, else O(values equal
  // to it).
  Candidate Least(const ValueGroup& group) const;
  Candidate Greatest(const ValueGroup& group) const;

  // O(1) for a group of one chunk, else O(y) for each value in the y chunks.
  YearsAndIssuers Describe(const ValueGroup& group) const;

  // The value at `index` of an Ascending group. O(y) in the y years.
  Candidate At(const ValueGroup& group, uint32_t index) const;

 private:
  // Where a value came from.
  struct Origin {
    const Chunk* chunk;
    uint32_t row;
  };

  GroupedValues(const Snapshot& snapshot, const Groups& groups,
                std::vector<ChunkPtr> chunks, GroupingScratch& scratch);

  void MakePanels(const ExtraSlots& extra);
  void StartMerge();
  absl::Status Merge(ValueGroup& group, Stopped stopped);
  bool HasSeveralChunks(const ValueGroup& group) const;
  Candidate FirstOf(const ValueGroup& group, uint32_t begin,
                    uint32_t end) const;
  Origin OriginOf(const ValueGroup& group, uint32_t index) const;
  bool Before(const Origin& a, const Origin& b) const;

  const Snapshot* snapshot_;
  const Groups* groups_;
  std::vector<ChunkPtr> chunks_;
  GroupingScratch* scratch_;
  std::vector<ValuePanel> panels_;
  // A heap of panels by the order of their next groups, the first on top.
  std::vector<std::pair<uint64_t, uint32_t>> heads_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_GROUPING_GROUPED_VALUES_H_
