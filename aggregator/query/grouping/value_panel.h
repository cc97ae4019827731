// The values of a year (or of all years) given out to their groups.
//
// See value_panel.cc for how, and grouped_values.h for what reads them.
#ifndef NIANBAO_AGGREGATOR_QUERY_GROUPING_VALUE_PANEL_H_
#define NIANBAO_AGGREGATOR_QUERY_GROUPING_VALUE_PANEL_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "absl/status/status.h"
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
  // Values left out since their units cannot be converted.
  uint32_t unconvertible = 0;
  // Divisions of the values, counted or left out: those of the slot's level
  // where Groups::CountsDivisions, else all that the gazetteer knows.
  uint32_t reporting = 0;

  // The rest is for GroupedValues, which gives the group out.
  // See Groups::Order.
  uint64_t order = 0;
  // Number of the panel that the group is in.
  uint32_t panel = 0;
  // The values are one ascending run.
  bool merged = false;
  // `count` values.
  const double* values = nullptr;
  // The row of each, counted through the panel's chunks; null for the chunk as
  // it stands.
  const uint32_t* rows = nullptr;
};

// Memory that grouping needs, kept by the query so that the next indicator uses
// it again.
struct GroupingScratch {
  struct Tally {
    uint32_t count = 0;
    uint32_t inexact = 0;
    uint32_t excluded = 0;
    uint32_t unconvertible = 0;
    uint32_t reporting = 0;

    // Values counted or left out.
    uint32_t All() const { return count + excluded + unconvertible; }
    // Counts a value that is left out for its `flags`.
    void LeaveOut(ObservationFlags flags) {
      const bool is_unconvertible =
          (flags & observation_flags::kUnconvertible) != 0;
      unconvertible += is_unconvertible;
      excluded += !is_unconvertible;
    }
    // Values whose divisions the slot does not count as reporting.
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
  // By issuer: the last mark that a group of several chunks left there.
  std::vector<uint32_t> issuers;
  uint32_t issuer_mark = 0;
  // Where GroupedValues merges the runs of a group.
  std::vector<double> values;
  std::vector<uint32_t> rows;
};

// Slots that have a group even without values; by year, under 0 when groups are
// not by year.
using ExtraSlots = std::map<int32_t, std::vector<uint32_t>>;

// The chunks whose values may be of the same groups: those of one year when
// groups are by year, else those of all years.
struct ValuePanel {
  uint32_t number = 0;
  // 0 when groups are not by year.
  int32_t year = 0;
  // Among the chunks of the indicator; `last_chunk` exclusive.
  uint32_t first_chunk = 0;
  uint32_t last_chunk = 0;
  std::vector<ValueGroup> groups;
  // The next of `groups` to be given out.
  size_t next_group = 0;
  // Values of the groups and what rows they are of, where those are not the
  // chunk as it stands.
  std::unique_ptr<double[]> values;
  std::unique_ptr<uint32_t[]> rows;

  void Allocate(size_t size);
};

// Fills panels with the groups of one indicator.
class PanelFiller {
 public:
  // All must outlive this. `chunks` are those of the indicator.
  PanelFiller(const Groups& groups, absl::Span<const ChunkPtr> chunks,
              bool include_erroneous, GroupingScratch& scratch);

  // Gives out the values of the panel's chunks; a group of several chunks has a
  // run of ascending values from each. The slots of `extra` (may be null) have
  // a group even without values. CANCELLED when `stopped` said so. O(rows),
  // whatever the number of slots.
  absl::Status Fill(const std::vector<uint32_t>* extra, Stopped stopped,
                    ValuePanel& panel);

 private:
  // Each of these two is a quick way for some panels; false for others.
  bool TakeWhole(ValuePanel& panel) const;
  bool GiveOut(ValuePanel& panel);

  // The way for any panel: these three in this order.
  void Tally(ValuePanel& panel);
  void MakeGroups(absl::Span<const uint32_t> extra, ValuePanel& panel);
  void Scatter(ValuePanel& panel);

  void TallyRows(const Chunk& chunk, bool distinct, uint32_t* slot_of);
  void Touch(uint32_t slot);
  void AddGroup(uint32_t slot, const GroupingScratch::Tally& tally,
                uint32_t begin, ValuePanel& panel) const;
  // The panel's only chunk; null when it has none or several.
  const Chunk* OnlyChunk(const ValuePanel& panel) const;

  const Groups& groups_;
  const absl::Span<const ChunkPtr> chunks_;
  // The flags for which values are left out.
  const ObservationFlags left_out_;
  GroupingScratch& scratch_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_GROUPING_VALUE_PANEL_H_
