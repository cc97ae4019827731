#include "aggregator/query/grouping/grouped_values.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/status/status.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {
namespace {

bool IsErroneous(uint16_t flags) {
  return (flags & observation_flags::kErroneous) != 0;
}

// Merges [begin, middle) and [middle, end), both ascending, into `values` and
// `rows`, the first of equal ones first.
void MergeRuns(const double* values, const uint32_t* rows, size_t begin,
               size_t middle, size_t end, double* merged_values,
               uint32_t* merged_rows) {
  size_t left = begin;
  size_t right = middle;
  for (size_t i = begin; i < end; ++i) {
    const bool take_left =
        right == end || (left < middle && values[left] <= values[right]);
    const size_t from = take_left ? left : right;
    merged_values[i] = values[from];
    merged_rows[i] = rows[from];
    left += take_left;
    right += !take_left;
  }
}

}  // namespace

absl::StatusOr<GroupedValues> GroupedValues::Create(
    const Snapshot& snapshot, const Groups& groups,
    std::vector<ChunkPtr> chunks, const ExtraSlots& extra,
    bool include_erroneous, GroupingScratch& scratch, Stopped stopped) {
  GroupedValues grouped(snapshot, groups, std::move(chunks), include_erroneous,
                        scratch);
  grouped.MakePanels(extra);
  for (Panel& panel : grouped.panels_) {
    if (stopped()) return Cancelled();
    const auto slots = extra.find(panel.year);
    const bool has_extra = slots != extra.end();
    if (!has_extra && (grouped.TakeWhole(panel) || grouped.GiveOut(panel))) {
      continue;
    }
    grouped.Tally(panel);
    grouped.MakeGroups(has_extra ? slots->second : absl::Span<const uint32_t>(),
                       panel);
    if (stopped()) return Cancelled();
    grouped.Scatter(panel);
  }
  grouped.StartMerge();
  return grouped;
}

GroupedValues::GroupedValues(const Snapshot& snapshot, const Groups& groups,
                             std::vector<ChunkPtr> chunks,
                             bool include_erroneous, GroupingScratch& scratch)
    : snapshot_(&snapshot),
      groups_(&groups),
      chunks_(std::move(chunks)),
      include_erroneous_(include_erroneous),
      scratch_(&scratch) {
  scratch.tallies.resize(groups.slots() + 1);
  scratch.next.resize(groups.slots() + 1);
  scratch.begin.resize(groups.slots() + 1);
}

void GroupedValues::Panel::Allocate(size_t size) {
  values = std::make_unique_for_overwrite<double[]>(size);
  rows = std::make_unique_for_overwrite<uint32_t[]>(size);
}

void GroupedValues::MakePanels(const ExtraSlots& extra) {
  const uint32_t chunks = static_cast<uint32_t>(chunks_.size());
  if (!groups_->by_year()) {
    panels_.emplace_back().last_chunk = chunks;
    return;
  }
  std::map<int32_t, Panel> panels;
  for (const auto& [year, slots] : extra) panels[year];
  for (uint32_t i = 0; i < chunks; ++i) {
    Panel& panel = panels[chunks_[i]->year];
    panel.first_chunk = i;
    panel.last_chunk = i + 1;
  }
  for (auto& [year, panel] : panels) {
    panel.year = year;
    panels_.push_back(std::move(panel));
  }
}

// A chunk that is a group as it stands is used in place.
bool GroupedValues::TakeWhole(Panel& panel) {
  if (panel.last_chunk - panel.first_chunk != 1) return false;
  const Chunk& chunk = *chunks_[panel.first_chunk];
  if (!chunk.uniform || chunk.elected == 0 ||
      (chunk.erroneous > 0 && !include_erroneous_)) {
    return false;
  }
  const std::optional<uint32_t> slot =
      groups_->SlotOfAll(LevelOf(chunk.places[0]));
  if (!slot.has_value() ||
      (*slot < groups_->slots() && !groups_->CountsDivisions(*slot))) {
    return false;
  }
  if (*slot == groups_->slots()) return true;
  const uint32_t index = static_cast<uint32_t>(&panel - panels_.data());
  panel.groups.push_back({.slot = *slot,
                          .year = panel.year,
                          .count = chunk.elected,
                          .inexact = chunk.inexact,
                          .reporting = chunk.governments,
                          .order = groups_->Order(*slot, index),
                          .panel = index,
                          .values = chunk.values.data()});
  return true;
}

// Gives out the rows of a uniform chunk in one go: as they are of different
// divisions, each group has room for all divisions of the level that it could
// have, and for all rows whose divisions are not of that level.
bool GroupedValues::GiveOut(Panel& panel) {
  if (panel.last_chunk - panel.first_chunk != 1) return false;
  const Chunk& chunk = *chunks_[panel.first_chunk];
  const PlaceTable& places = groups_->places();
  const uint64_t place_groups = places.members.size();
  const uint32_t strangers = chunk.elected - chunk.governments;
  if (!chunk.uniform || chunk.elected == 0 || place_groups > chunk.elected ||
      strangers * place_groups > 4 * uint64_t{chunk.elected}) {
    return false;
  }
  const SlotMap map = groups_->slot_map();
  const v1::Level level = LevelOf(chunk.places[0]);
  uint32_t* const next = scratch_->next.data();
  uint32_t room = 0;
  for (uint32_t g = 0; g < place_groups; ++g) {
    const uint32_t slot = g * map.place_stride + map.level_offset[level];
    if (slot >= map.slots) return true;
    scratch_->begin[slot] = next[slot] = room;
    room += places.members[g][level] + strangers;
  }
  next[map.slots] = room;
  panel.Allocate(room + chunk.elected);
  GroupingScratch::Tally* const tallies = scratch_->tallies.data();
  double* const values = panel.values.get();
  uint32_t* const rows = panel.rows.get();
  const Place* const from_places = chunk.places.data();
  const double* const from_values = chunk.values.data();
  const uint16_t* const from_flags = chunk.flags.data();
  const uint32_t offset = map.level_offset[level];
  const uint32_t stranger_levels = map.StrangerLevels(level);
  const uint16_t left_out =
      include_erroneous_ ? 0 : observation_flags::kErroneous;
  const uint16_t remarkable = left_out | observation_flags::kInexactMask;
  for (uint32_t i = 0, end = chunk.elected; i < end; ++i) {
    const uint32_t division = DivisionOf(from_places[i]);
    const uint32_t entry = map.entries[division];
    uint32_t slot = (entry >> 3) * map.place_stride + offset;
    if (!map.range.Contains(division)) slot = map.slots;
    const uint32_t is_stranger = stranger_levels >> (entry & 7) & 1;
    if ((is_stranger | (from_flags[i] & remarkable)) != 0) {
      GroupingScratch::Tally& tally = tallies[slot];
      tally.strangers += is_stranger;
      if ((from_flags[i] & left_out) != 0) {
        ++tally.excluded;
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
    const uint32_t slot = g * map.place_stride + map.level_offset[level];
    GroupingScratch::Tally tally = std::exchange(tallies[slot], {});
    const uint32_t begin = scratch_->begin[slot];
    tally.count = next[slot] - begin;
    tally.reporting = tally.count + tally.excluded - tally.strangers;
    if (tally.count + tally.excluded > 0) {
      AddGroup(slot, tally, begin, panel);
    }
  }
  tallies[map.slots] = {};
  return true;
}

// Counts the panel's rows by slot, and notes the slot of each.
void GroupedValues::Tally(Panel& panel) {
  size_t rows = 0;
  for (uint32_t c = panel.first_chunk; c < panel.last_chunk; ++c) {
    rows += chunks_[c]->elected;
  }
  panel.Allocate(rows);
  if (scratch_->slot_of.size() < rows) scratch_->slot_of.resize(rows);
  const bool distinct = panel.last_chunk - panel.first_chunk == 1 &&
                        chunks_[panel.first_chunk]->uniform;
  if (!distinct) {
    scratch_->seen.assign((PlaceGroups::Get().divisions() + 1) * 8, false);
  }
  uint32_t* slot_of = scratch_->slot_of.data();
  for (uint32_t c = panel.first_chunk; c < panel.last_chunk; ++c) {
    TallyRows(*chunks_[c], distinct, slot_of);
    slot_of += chunks_[c]->elected;
  }
}

// To be called before a slot's tally grows.
void GroupedValues::Touch(uint32_t slot) {
  const GroupingScratch::Tally& tally = scratch_->tallies[slot];
  if (tally.count + tally.excluded == 0) scratch_->slots.push_back(slot);
}

void GroupedValues::TallyRows(const Chunk& chunk, bool distinct,
                              uint32_t* slot_of) {
  const SlotMap map = groups_->slot_map();
  for (uint32_t i = 0; i < chunk.elected; ++i) {
    const Place place = chunk.places[i];
    slot_of[i] = map.SlotOf(place);
    Touch(slot_of[i]);
    GroupingScratch::Tally& tally = scratch_->tallies[slot_of[i]];
    if (slot_of[i] != map.slots && map.IsReporting(place)) {
      const Place division = groups_->by_level() ? place : place & ~7u;
      if (distinct || !scratch_->seen[division]) {
        ++tally.reporting;
        if (!distinct) scratch_->seen[division] = true;
      }
    }
    if (IsErroneous(chunk.flags[i]) && !include_erroneous_) {
      ++tally.excluded;
      slot_of[i] = map.slots;
      continue;
    }
    ++tally.count;
    tally.inexact += IsInexact(chunk.flags[i]);
  }
}

void GroupedValues::MakeGroups(absl::Span<const uint32_t> extra, Panel& panel) {
  for (const uint32_t slot : extra) Touch(slot);
  const uint32_t outside = groups_->slots();
  std::vector<uint32_t>& slots = scratch_->slots;
  absl::c_sort(slots);
  panel.groups.reserve(slots.size());
  uint32_t begin = 0;
  for (const uint32_t slot : slots) {
    const GroupingScratch::Tally tally =
        std::exchange(scratch_->tallies[slot], {});
    if (slot == outside) break;
    scratch_->next[slot] = begin;
    AddGroup(slot, tally, begin, panel);
    begin += tally.count;
  }
  scratch_->next[outside] = begin;
  slots.clear();
}

void GroupedValues::AddGroup(uint32_t slot, const GroupingScratch::Tally& tally,
                             uint32_t begin, Panel& panel) const {
  const uint32_t number = static_cast<uint32_t>(&panel - panels_.data());
  panel.groups.push_back({.slot = slot,
                          .year = panel.year,
                          .count = tally.count,
                          .inexact = tally.inexact,
                          .excluded = tally.excluded,
                          .reporting = tally.reporting,
                          .order = groups_->Order(slot, number),
                          .panel = number,
                          .values = panel.values.get() + begin,
                          .rows = panel.rows.get() + begin});
}

void GroupedValues::Scatter(Panel& panel) {
  const uint32_t* const slot_of = scratch_->slot_of.data();
  uint32_t* const next = scratch_->next.data();
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

void GroupedValues::StartMerge() {
  const auto by_order = [](const ValueGroup& a, const ValueGroup& b) {
    return a.order < b.order;
  };
  for (uint32_t i = 0; i < panels_.size(); ++i) {
    std::vector<ValueGroup>& groups = panels_[i].groups;
    if (groups.empty()) continue;
    if (!absl::c_is_sorted(groups, by_order)) absl::c_sort(groups, by_order);
    heads_.emplace_back(groups[0].order, i);
  }
  absl::c_make_heap(heads_, std::greater<>());
}

ValueGroup* GroupedValues::Next() {
  if (heads_.empty()) return nullptr;
  Panel& panel = panels_[heads_.front().second];
  ValueGroup* const group = &panel.groups[panel.next_group++];
  absl::c_pop_heap(heads_, std::greater<>());
  if (panel.next_group < panel.groups.size()) {
    heads_.back().first = panel.groups[panel.next_group].order;
    absl::c_push_heap(heads_, std::greater<>());
  } else {
    heads_.pop_back();
  }
  return group;
}

absl::StatusOr<absl::Span<const double>> GroupedValues::Ascending(
    ValueGroup& group, Stopped stopped) {
  if (!group.merged && HasSeveralChunks(group)) {
    const absl::Status status = Merge(group, stopped);
    if (!status.ok()) return status;
  }
  group.merged = true;
  return absl::MakeConstSpan(group.values, group.count);
}

// Merges neighbouring runs, then those that result, until one is left.
absl::Status GroupedValues::Merge(ValueGroup& group, Stopped stopped) {
  std::vector<size_t> ends;
  for (uint32_t i = 1; i < group.count; ++i) {
    if (group.values[i] < group.values[i - 1]) ends.push_back(i);
  }
  ends.push_back(group.count);
  if (scratch_->values.size() < group.count) {
    scratch_->values.resize(group.count);
    scratch_->rows.resize(group.count);
  }
  Panel& panel = panels_[group.panel];
  double* const own_values =
      panel.values.get() + (group.values - panel.values.get());
  uint32_t* const own_rows = panel.rows.get() + (group.rows - panel.rows.get());
  double* values = own_values;
  uint32_t* rows = own_rows;
  double* merged_values = scratch_->values.data();
  uint32_t* merged_rows = scratch_->rows.data();
  while (ends.size() > 1) {
    std::vector<size_t> merged_ends;
    size_t begin = 0;
    for (size_t i = 0; i < ends.size(); i += 2) {
      if (stopped()) return Cancelled();
      const size_t end = ends[std::min(i + 1, ends.size() - 1)];
      MergeRuns(values, rows, begin, ends[i], end, merged_values, merged_rows);
      merged_ends.push_back(end);
      begin = end;
    }
    ends = std::move(merged_ends);
    std::swap(values, merged_values);
    std::swap(rows, merged_rows);
  }
  if (values != own_values) {
    std::copy_n(values, group.count, own_values);
    std::copy_n(rows, group.count, own_rows);
  }
  return absl::OkStatus();
}

bool GroupedValues::HasSeveralChunks(const ValueGroup& group) const {
  const Panel& panel = panels_[group.panel];
  return panel.last_chunk - panel.first_chunk > 1;
}

Candidate GroupedValues::Least(const ValueGroup& group) const {
  const double* const end = std::upper_bound(
      group.values, group.values + group.count, group.values[0]);
  return FirstOf(group, 0, static_cast<uint32_t>(end - group.values));
}

Candidate GroupedValues::Greatest(const ValueGroup& group) const {
  const double* const begin = std::lower_bound(
      group.values, group.values + group.count, group.values[group.count - 1]);
  return FirstOf(group, static_cast<uint32_t>(begin - group.values),
                 group.count);
}

// Of equal values. Those of a single chunk are in the right order already.
Candidate GroupedValues::FirstOf(const ValueGroup& group, uint32_t begin,
                                 uint32_t end) const {
  Origin first = OriginOf(group, begin);
  for (uint32_t i = begin + 1; HasSeveralChunks(group) && i < end; ++i) {
    const Origin other = OriginOf(group, i);
    if (Before(other, first)) first = other;
  }
  return first.chunk->Row(first.row);
}

Candidate GroupedValues::At(const ValueGroup& group, uint32_t index) const {
  const Origin origin = OriginOf(group, index);
  return origin.chunk->Row(origin.row);
}

GroupedValues::Origin GroupedValues::OriginOf(const ValueGroup& group,
                                              uint32_t index) const {
  uint32_t row = group.rows == nullptr ? index : group.rows[index];
  uint32_t chunk = panels_[group.panel].first_chunk;
  while (row >= chunks_[chunk]->elected) row -= chunks_[chunk++]->elected;
  return {.chunk = chunks_[chunk].get(), .row = row};
}

bool GroupedValues::Before(const Origin& a, const Origin& b) const {
  const auto key = [this](const Origin& origin) {
    const ReportSlot report = origin.chunk->reports[origin.row];
    return std::tuple(origin.chunk->places[origin.row], origin.chunk->year,
                      snapshot_->reports[report].id,
                      origin.chunk->positions[origin.row]);
  };
  return key(a) < key(b);
}

}  // namespace nianbao::aggregator
