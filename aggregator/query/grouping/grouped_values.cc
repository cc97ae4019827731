// How groups come in the order of the answer, and how a group of several years
// gets its values into one ascending run.
//
// Each panel (see value_panel.h) holds its groups in their order; a heap over
// the panels gives the next group of all, at O(log y) for y years.
//
// A group by year is ascending as it was given out. One over several years is
// made of runs, one from each year: 2019: 3 8 | 2020: 1 9 | 2021: 4. Ascending
// merges neighbours, then what results, until one run is left:
//
//   3 8 | 1 9 | 4   ->   1 3 8 9 | 4   ->   1 3 4 8 9
//
// in O(n log y), with the scratch as the other buffer. The rows move along with
// their values, so that the least, the greatest and the outliers can still be
// traced back to their reports.
#include "aggregator/query/grouping/grouped_values.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/status/status.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {
namespace {

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
  GroupedValues grouped(snapshot, groups, std::move(chunks), scratch);
  grouped.MakePanels(extra);
  PanelFiller filler(groups, grouped.chunks_, include_erroneous, scratch);
  for (ValuePanel& panel : grouped.panels_) {
    const auto slots = extra.find(panel.year);
    const absl::Status filled = filler.Fill(
        slots == extra.end() ? nullptr : &slots->second, stopped, panel);
    if (!filled.ok()) return filled;
  }
  grouped.StartMerge();
  return grouped;
}

GroupedValues::GroupedValues(const Snapshot& snapshot, const Groups& groups,
                             std::vector<ChunkPtr> chunks,
                             GroupingScratch& scratch)
    : snapshot_(&snapshot),
      groups_(&groups),
      chunks_(std::move(chunks)),
      scratch_(&scratch) {}

void GroupedValues::MakePanels(const ExtraSlots& extra) {
  const uint32_t chunks = static_cast<uint32_t>(chunks_.size());
  if (!groups_->by_year()) {
    panels_.emplace_back().last_chunk = chunks;
    return;
  }
  std::map<int32_t, ValuePanel> panels;
  for (const auto& [year, slots] : extra) panels[year];
  for (uint32_t i = 0; i < chunks; ++i) {
    ValuePanel& panel = panels[chunks_[i]->year];
    if (panel.last_chunk == 0) panel.first_chunk = i;
    panel.last_chunk = i + 1;
  }
  for (auto& [year, panel] : panels) {
    panel.year = year;
    panel.number = static_cast<uint32_t>(panels_.size());
    panels_.push_back(std::move(panel));
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
  ValuePanel& panel = panels_[heads_.front().second];
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
  ValuePanel& panel = panels_[group.panel];
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

YearsAndIssuers GroupedValues::Describe(const ValueGroup& group) const {
  const ValuePanel& panel = panels_[group.panel];
  YearsAndIssuers described;
  if (group.count == 0) return described;
  const Chunk& first = *chunks_[panel.first_chunk];
  if (!HasSeveralChunks(group)) {
    return {.first_year = first.year,
            .last_year = first.year,
            .issuers = group.count};
  }
  // Numbers of the issuers seen, by the group that they were seen in last.
  std::vector<uint32_t>& seen = scratch_->issuers;
  seen.resize(snapshot_->issuer_count);
  const uint32_t mark = ++scratch_->issuer_mark;
  described.first_year = std::numeric_limits<int32_t>::max();
  for (uint32_t i = 0; i < group.count; ++i) {
    const Origin origin = OriginOf(group, i);
    const int32_t year = origin.chunk->year;
    described.first_year = std::min(described.first_year, year);
    described.last_year = std::max(described.last_year, year);
    uint32_t& last =
        seen[snapshot_->reports.IssuerOf(origin.chunk->reports[origin.row])];
    described.issuers += last != mark;
    last = mark;
  }
  return described;
}

bool GroupedValues::HasSeveralChunks(const ValueGroup& group) const {
  const ValuePanel& panel = panels_[group.panel];
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

// Finds the first of the equal values in [begin, end) of the group. Those of a
// single chunk are in the right order already.
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
