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
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/query/grouping/groups.h"

namespace nianbao::aggregator {

// One group's share of an indicator's values.
struct ValueGroup {
  // See Groups.
  uint32_t slot = 0;
  // 0 when groups are not by year.
  int32_t year = 0;
  // Values counted; may be 0 when some were excluded, or for a slot given.
  uint32_t count = 0;
  // Of these, inexact ones.
  uint32_t inexact = 0;
  // Erroneous values left out.
  uint32_t excluded = 0;
  // Divisions of the values, counted or excluded: governments of the slot's
  // level where Groups::CountsDivisions, else all that the gazetteer knows.
  uint32_t reporting = 0;

  // Of GroupedValues.
  uint64_t order = 0;
  uint32_t panel = 0;
  bool merged = false;
  const double* values = nullptr;
  // Numbers of rows, counted through the panel's chunks; null for the chunk as
  // it stands.
  const uint32_t* rows = nullptr;
};

// Memory that grouping needs, to be used again for the next indicator. Of
// GroupedValues.
struct GroupingScratch {
  struct Tally {
    uint32_t count = 0;
    uint32_t inexact = 0;
    uint32_t excluded = 0;
    uint32_t reporting = 0;
    // Values of divisions that are not reporting.
    uint32_t strangers = 0;
  };

  // By slot, one more for values outside; all zero between uses.
  std::vector<Tally> tallies;
  // Those that are not zero.
  std::vector<uint32_t> slots;
  // By slot: where its first value goes, and its next.
  std::vector<uint32_t> begin;
  std::vector<uint32_t> next;
  // By row of the panel.
  std::vector<uint32_t> slot_of;
  // By place: whether it was seen.
  std::vector<bool> seen;
  // For merging.
  std::vector<double> values;
  std::vector<uint32_t> rows;
};

// Slots that have a group even without values; by year, under 0 when groups are
// not by year.
using ExtraSlots = std::map<int32_t, std::vector<uint32_t>>;

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

  // Counted values. O(1) for groups by year; else merges the years' values in
  // place, O(n log y). CANCELLED when `stopped` said so.
  absl::StatusOr<absl::Span<const double>> Ascending(ValueGroup& group,
                                                     Stopped stopped);

  // The least and the greatest value; of equal ones that of the lower place,
  // then the earlier year, then the earlier upload. The group must have values
  // and be Ascending already. O(log n) for groups by year, else O(values equal
  // to it).
  Candidate Least(const ValueGroup& group) const;
  Candidate Greatest(const ValueGroup& group) const;

  // The value at `index` of an Ascending group. O(y) in the y years.
  Candidate At(const ValueGroup& group, uint32_t index) const;

 private:
  // A year's chunks, or those of all years.
  struct Panel {
    int32_t year = 0;
    uint32_t first_chunk = 0;
    uint32_t last_chunk = 0;
    std::vector<ValueGroup> groups;
    size_t next_group = 0;
    // Values of the groups and what rows they are of, where those are not the
    // chunk as it stands.
    std::unique_ptr<double[]> values;
    std::unique_ptr<uint32_t[]> rows;

    void Allocate(size_t size);
  };
  // Where a value came from.
  struct Origin {
    const Chunk* chunk;
    uint32_t row;
  };

  GroupedValues(const Snapshot& snapshot, const Groups& groups,
                std::vector<ChunkPtr> chunks, bool include_erroneous,
                GroupingScratch& scratch);

  void MakePanels(const ExtraSlots& extra);
  bool TakeWhole(Panel& panel);
  bool GiveOut(Panel& panel);
  void Tally(Panel& panel);
  void TallyRows(const Chunk& chunk, bool distinct, uint32_t* slot_of);
  void Touch(uint32_t slot);
  void MakeGroups(absl::Span<const uint32_t> extra, Panel& panel);
  void AddGroup(uint32_t slot, const GroupingScratch::Tally& tally,
                uint32_t begin, Panel& panel) const;
  void Scatter(Panel& panel);
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
  bool include_erroneous_;
  GroupingScratch* scratch_;
  std::vector<Panel> panels_;
  // A heap of panels by the order of their next groups, the first on top.
  std::vector<std::pair<uint64_t, uint32_t>> heads_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_GROUPING_GROUPED_VALUES_H_
