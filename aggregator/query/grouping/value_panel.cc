// How the values of an indicator get to their groups, side by side and
// ascending, without being sorted.
//
// The rows of a chunk ascend by value. So it is enough to give them out in
// their order, each to the end of its group's part of an array: a scatter, as
// in a counting sort. Three ways do this, the quickest one that fits is taken:
//
//   TakeWhole  the chunk is one group as it stands (all counties of the country
//              for one year): nothing is copied.
//   GiveOut    the chunk is uniform: one row for each place, all of one level.
//              A group can then have no more rows than its place has divisions
//              of that level, so each gets that much room and the rows are
//              given out in one pass. Values: 3 5 8 9 of the provinces A B A B
//              go to A: 3 8 _ _, B: 5 9 _.
//   the rest   any chunks: a first pass counts the rows of each slot (Tally),
//              the sums of the counts say where each group begins (MakeGroups),
//              a second pass copies the rows there (Scatter).
//
// The cost is that of reading each row once or twice; nothing depends on the
// number of slots, of which a grouping by division has a quarter of a million.
#include "aggregator/query/grouping/value_panel.h"

#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {
namespace {

// True when `left_out` flags leave out some of the chunk's elected values.
bool LosesValues(const Chunk& chunk, ObservationFlags left_out) {
  return chunk.unconvertible > 0 ||
         (chunk.erroneous > 0 &&
          (left_out & observation_flags::kErroneous) != 0);
}

}  // namespace

void ValuePanel::Allocate(size_t size) {
  values = std::make_unique_for_overwrite<double[]>(size);
  rows = std::make_unique_for_overwrite<uint32_t[]>(size);
}

PanelFiller::PanelFiller(const Groups& groups,
                         absl::Span<const ChunkPtr> chunks,
                         bool include_erroneous, GroupingScratch& scratch)
    : groups_(groups),
      chunks_(chunks),
      left_out_(LeftOut(include_erroneous)),
      scratch_(scratch) {
  scratch_.tallies.resize(groups.slots() + 1);
  scratch_.next.resize(groups.slots() + 1);
  scratch_.begin.resize(groups.slots() + 1);
}

absl::Status PanelFiller::Fill(const std::vector<uint32_t>* extra,
                               Stopped stopped, ValuePanel& panel) {
  if (stopped()) return Cancelled();
  if (extra == nullptr && (TakeWhole(panel) || GiveOut(panel))) {
    return absl::OkStatus();
  }
  Tally(panel);
  MakeGroups(extra == nullptr ? absl::Span<const uint32_t>() : *extra, panel);
  if (stopped()) return Cancelled();
  Scatter(panel);
  return absl::OkStatus();
}

const Chunk* PanelFiller::OnlyChunk(const ValuePanel& panel) const {
  return panel.last_chunk - panel.first_chunk == 1
             ? chunks_[panel.first_chunk].get()
             : nullptr;
}

// A chunk that is a group as it stands is used in place.
bool PanelFiller::TakeWhole(ValuePanel& panel) const {
  const Chunk* const only = OnlyChunk(panel);
  if (only == nullptr) return false;
  const Chunk& chunk = *only;
  if (!chunk.uniform || chunk.elected == 0 || LosesValues(chunk, left_out_)) {
    return false;
  }
  const std::optional<uint32_t> slot =
      groups_.SlotOfAll(TierOf(chunk.places[0]));
  if (!slot.has_value() ||
      (*slot < groups_.slots() && !groups_.CountsDivisions(*slot))) {
    return false;
  }
  if (*slot == groups_.slots()) return true;
  panel.groups.push_back({.slot = *slot,
                          .year = panel.year,
                          .count = chunk.elected,
                          .inexact = chunk.inexact,
                          .reporting = chunk.for_divisions,
                          .order = groups_.Order(*slot, panel.number),
                          .panel = panel.number,
                          .values = chunk.values.data()});
  return true;
}

// Gives out the rows of a uniform chunk in one go: as they are of different
// divisions, each group has room for all divisions of the level that it could
// have, and for all rows whose divisions are not of that level.
bool PanelFiller::GiveOut(ValuePanel& panel) {
  const Chunk* const only = OnlyChunk(panel);
  if (only == nullptr) return false;
  const Chunk& chunk = *only;
  const PlaceTable& places = groups_.places();
  const uint64_t place_groups = places.members.size();
  const uint32_t strangers = chunk.elected - chunk.for_divisions;
  // Four times the rows is what the loose room may cost: beyond that the memory
  // to be written outweighs the pass that this way saves.
  constexpr uint64_t kLooseness = 4;
  if (!chunk.uniform || chunk.elected == 0 || place_groups > chunk.elected ||
      strangers * place_groups > kLooseness * chunk.elected) {
    return false;
  }
  const SlotMap map = groups_.slot_map();
  const Tier tier = TierOf(chunk.places[0]);
  uint32_t* const next = scratch_.next.data();
  uint32_t room = 0;
  for (uint32_t g = 0; g < place_groups; ++g) {
    const uint32_t slot = g * map.place_stride + map.tier_offset[tier];
    if (slot >= map.slots) return true;
    scratch_.begin[slot] = next[slot] = room;
    room += places.members[g][tier % kDepartmentTiers] + strangers;
  }
  next[map.slots] = room;
  panel.Allocate(room + chunk.elected);
  GroupingScratch::Tally* const tallies = scratch_.tallies.data();
  double* const values = panel.values.get();
  uint32_t* const rows = panel.rows.get();
  const Place* const from_places = chunk.places.data();
  const double* const from_values = chunk.values.data();
  const ObservationFlags* const from_flags = chunk.flags.data();
  const uint32_t offset = map.tier_offset[tier];
  const uint32_t stranger_levels = map.StrangerLevels(tier);
  const ObservationFlags left_out = left_out_;
  const ObservationFlags remarkable =
      left_out | observation_flags::kInexactMask;
  for (uint32_t i = 0, end = chunk.elected; i < end; ++i) {
    const uint32_t division = DivisionOf(from_places[i]);
    const uint32_t entry = map.entries[division];
    uint32_t slot = (entry >> 3) * map.place_stride + offset;
    if (!map.Selects(division)) slot = map.slots;
    const uint32_t is_stranger = stranger_levels >> (entry & 7) & 1;
    if ((is_stranger | (from_flags[i] & remarkable)) != 0) {
      GroupingScratch::Tally& tally = tallies[slot];
      tally.strangers += is_stranger;
      if ((from_flags[i] & left_out) != 0) {
        tally.LeaveOut(from_flags[i]);
        slot = map.slots;
      } else {
        tally.inexact += IsInexact(from_flags[i]);
      }
    }
    const uint32_t to = next[slot]++;
    values[to] = from_values[i];
    rows[to] = i;
  }
  for (uint32_t g = 0; g < place_groups; ++g) {
    const uint32_t slot = g * map.place_stride + map.tier_offset[tier];
    GroupingScratch::Tally tally = std::exchange(tallies[slot], {});
    const uint32_t begin = scratch_.begin[slot];
    tally.count = next[slot] - begin;
    tally.reporting = tally.All() - tally.strangers;
    if (tally.All() > 0) AddGroup(slot, tally, begin, panel);
  }
  tallies[map.slots] = {};
  return true;
}

// Counts the panel's rows by slot, and notes the slot of each.
void PanelFiller::Tally(ValuePanel& panel) {
  size_t rows = 0;
  for (uint32_t c = panel.first_chunk; c < panel.last_chunk; ++c) {
    rows += chunks_[c]->elected;
  }
  panel.Allocate(rows);
  if (scratch_.slot_of.size() < rows) scratch_.slot_of.resize(rows);
  const Chunk* const only = OnlyChunk(panel);
  const bool distinct = only != nullptr && only->uniform;
  if (!distinct) {
    scratch_.seen.assign((PlaceGroups::Get().divisions() + 1) * kTiers, false);
  }
  uint32_t* slot_of = scratch_.slot_of.data();
  for (uint32_t c = panel.first_chunk; c < panel.last_chunk; ++c) {
    TallyRows(*chunks_[c], distinct, slot_of);
    slot_of += chunks_[c]->elected;
  }
}

// To be called before a slot's tally grows.
void PanelFiller::Touch(uint32_t slot) {
  const GroupingScratch::Tally& tally = scratch_.tallies[slot];
  if (tally.All() == 0) scratch_.slots.push_back(slot);
}

void PanelFiller::TallyRows(const Chunk& chunk, bool distinct,
                            uint32_t* slot_of) {
  const SlotMap map = groups_.slot_map();
  for (uint32_t i = 0; i < chunk.elected; ++i) {
    const Place place = chunk.places[i];
    slot_of[i] = map.SlotOf(place);
    Touch(slot_of[i]);
    GroupingScratch::Tally& tally = scratch_.tallies[slot_of[i]];
    if (slot_of[i] != map.slots && map.IsReporting(place)) {
      // Places of one group that are of several tiers are of one division.
      const Place division =
          MakePlace(DivisionOf(place), groups_.TierOf(slot_of[i]));
      if (distinct || !scratch_.seen[division]) {
        ++tally.reporting;
        if (!distinct) scratch_.seen[division] = true;
      }
    }
    if ((chunk.flags[i] & left_out_) != 0) {
      tally.LeaveOut(chunk.flags[i]);
      slot_of[i] = map.slots;
      continue;
    }
    ++tally.count;
    tally.inexact += IsInexact(chunk.flags[i]);
  }
}

void PanelFiller::MakeGroups(absl::Span<const uint32_t> extra,
                             ValuePanel& panel) {
  for (const uint32_t slot : extra) Touch(slot);
  const uint32_t outside = groups_.slots();
  std::vector<uint32_t>& slots = scratch_.slots;
  absl::c_sort(slots);
  panel.groups.reserve(slots.size());
  uint32_t begin = 0;
  for (const uint32_t slot : slots) {
    const GroupingScratch::Tally tally =
        std::exchange(scratch_.tallies[slot], {});
    if (slot == outside) break;
    scratch_.next[slot] = begin;
    AddGroup(slot, tally, begin, panel);
    begin += tally.count;
  }
  scratch_.next[outside] = begin;
  slots.clear();
}

void PanelFiller::AddGroup(uint32_t slot, const GroupingScratch::Tally& tally,
                           uint32_t begin, ValuePanel& panel) const {
  panel.groups.push_back({.slot = slot,
                          .year = panel.year,
                          .count = tally.count,
                          .inexact = tally.inexact,
                          .excluded = tally.excluded,
                          .unconvertible = tally.unconvertible,
                          .reporting = tally.reporting,
                          .order = groups_.Order(slot, panel.number),
                          .panel = panel.number,
                          .values = panel.values.get() + begin,
                          .rows = panel.rows.get() + begin});
}

void PanelFiller::Scatter(ValuePanel& panel) {
  const uint32_t* const slot_of = scratch_.slot_of.data();
  uint32_t* const next = scratch_.next.data();
  double* const scattered_values = panel.values.get();
  uint32_t* const scattered_rows = panel.rows.get();
  uint32_t number = 0;
  for (uint32_t c = panel.first_chunk; c < panel.last_chunk; ++c) {
    const double* const values = chunks_[c]->values.data();
    const uint32_t rows = chunks_[c]->elected;
    for (uint32_t i = 0; i < rows; ++i, ++number) {
      const uint32_t to = next[slot_of[number]]++;
      scattered_values[to] = values[i];
      scattered_rows[to] = number;
    }
  }
}

}  // namespace nianbao::aggregator
