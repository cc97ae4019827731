#include "aggregator/query/rank.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "aggregator/query/groups.h"
#include "aggregator/query/indicator_cursor.h"
#include "aggregator/query/issuer_rows.h"
#include "aggregator/query/ranking.h"
#include "aggregator/query/row_description.h"
#include "aggregator/query/selected_values.h"
#include "common/gazetteer.h"

namespace nianbao {
namespace {

using Response = v1::RankDivisionsResponse;

// Rankings of a chunk's rows, one for each level.
class ChunkRankings {
 public:
  struct Level {
    // Ascending by value.
    std::vector<uint32_t> rows;
    // Best first; `index` is into rows.
    std::vector<RankedValue> ranked;
  };

  ChunkRankings(const Groups& groups, const Chunk& chunk,
                bool include_erroneous, bool smallest_first)
      : levels_(groups.slots()) {
    for (uint32_t row = 0; row < chunk.elected; ++row) {
      const bool erroneous =
          (chunk.flags[row] & observation_flags::kErroneous) != 0;
      const uint32_t slot = groups.SlotOf(chunk.places[row]);
      if (slot == groups.slots() || (erroneous && !include_erroneous)) continue;
      levels_[slot].rows.push_back(row);
    }
    std::vector<double> values;
    for (Level& level : levels_) {
      values.clear();
      for (const uint32_t row : level.rows) values.push_back(chunk.values[row]);
      level.ranked = RankValues(values, smallest_first);
    }
  }

  // By the groups' slots.
  const std::vector<Level>& levels() const { return levels_; }

 private:
  std::vector<Level> levels_;
};

class RankCursor final : public IndicatorCursor<Response> {
 public:
  RankCursor(SelectionPlan plan, std::optional<SelectionPlan> compared,
             const v1::RankDivisionsRequest& request)
      : IndicatorCursor(plan.names()),
        plan_(std::move(plan)),
        compared_(std::move(compared)),
        request_(request),
        groups_(plan_.selection(), {v1::DIMENSION_YEAR}, false),
        previous_rows_(plan_.snapshot()) {
    for (absl::string_view name : request_.divisions()) {
      absl::ConsumePrefix(&name, "divisions/");
      asked_.insert(static_cast<uint32_t>(Gazetteer::Get().Find(name) -
                                          Gazetteer::Get().divisions().data()));
    }
  }

 private:
  absl::Status Start(const std::string& name, Stopped stopped) override {
    absl::StatusOr<SelectedValues> values = plan_.Load(name, stopped);
    if (!values.ok()) return values.status();
    absl::Status status = Compare(name, stopped);
    if (!status.ok()) return status;
    values_ = *std::move(values);
    next_chunk_ = 0;
    return absl::OkStatus();
  }

  // Ranks the year compared with.
  absl::Status Compare(const std::string& name, Stopped stopped) {
    if (!compared_.has_value()) return absl::OkStatus();
    absl::StatusOr<SelectedValues> values = compared_->Load(name, stopped);
    if (!values.ok()) return values.status();
    ChunkPtr chunk = values->chunks.empty() ? nullptr : values->chunks.front();
    previous_rows_.Assign(chunk.get(), IncludesErroneous());
    previous_ = std::move(chunk);
    previous_ranks_.clear();
    if (previous_ == nullptr) return absl::OkStatus();
    previous_ranks_.resize(previous_->elected);
    const ChunkRankings rankings(groups_, *previous_, IncludesErroneous(),
                                 request_.ascending());
    for (const ChunkRankings::Level& level : rankings.levels()) {
      for (const RankedValue& value : level.ranked) {
        previous_ranks_[level.rows[value.index]] = value.rank;
      }
    }
    return absl::OkStatus();
  }

  absl::StatusOr<bool> AddRow(Response& message, Stopped) override {
    while (true) {
      while (rankings_.has_value() && slot_ < groups_.slots()) {
        const ChunkRankings::Level& level = rankings_->levels()[slot_];
        while (next_ < level.ranked.size() && !AtLimit()) {
          const RankedValue& ranked = level.ranked[next_++];
          if (!IsAsked(level.rows[ranked.index])) continue;
          ++answered_;
          Describe(level, ranked, *message.add_divisions());
          return true;
        }
        ++slot_;
        next_ = 0;
        answered_ = 0;
      }
      if (next_chunk_ == values_.chunks.size()) return false;
      chunk_ = values_.chunks[next_chunk_++].get();
      rankings_.emplace(groups_, *chunk_, IncludesErroneous(),
                        request_.ascending());
      slot_ = 0;
    }
  }

  void Describe(const ChunkRankings::Level& level, const RankedValue& ranked,
                v1::RankedDivision& row) const {
    const uint32_t index = level.rows[ranked.index];
    const size_t count = level.rows.size();
    DescribeValue(plan_.snapshot(), chunk_->Row(index), *row.mutable_entry());
    v1::Group& group = *row.mutable_group();
    groups_.Describe(slot_, chunk_->year, group);
    group.set_indicator(values_.name);
    group.set_division(row.entry().division());
    const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
    const uint32_t division = DivisionOf(chunk_->places[index]);
    if (division < divisions.size()) {
      const absl::string_view name = divisions[division].name;
      group.set_division_display_name(name.data(), name.size());
    }
    row.set_rank(ranked.rank);
    row.set_count(static_cast<int64_t>(count));
    if (count > 1) {
      row.set_percentile(ranked.ahead / static_cast<double>(count - 1));
    }
    row.set_unit(UnitOf(values_.indicator, plan_.kind()));
    if (groups_.CountsDivisions(slot_)) {
      row.set_divisions_in_scope(groups_.DivisionsInScope(slot_));
    }
    DescribePrevious(previous_rows_.Find(*chunk_, index), row);
  }

  void DescribePrevious(uint32_t previous, v1::RankedDivision& row) const {
    if (previous == IssuerRows::kNone) return;
    row.set_previous_rank(previous_ranks_[previous]);
    row.set_rank_change(row.previous_rank() - row.rank());
    row.set_previous_value(previous_->values[previous]);
  }

  bool IncludesErroneous() const {
    return plan_.selection().include_erroneous();
  }
  bool AtLimit() const {
    return request_.limit() > 0 && answered_ == request_.limit();
  }
  bool IsAsked(uint32_t row) const {
    return asked_.empty() || asked_.contains(DivisionOf(chunk_->places[row]));
  }

  const SelectionPlan plan_;
  // Of the year compared with.
  const std::optional<SelectionPlan> compared_;
  const v1::RankDivisionsRequest request_;
  // Slots are levels.
  const Groups groups_;
  // Divisions of request_.divisions().
  absl::flat_hash_set<uint32_t> asked_;

  // Of the indicator started last.
  SelectedValues values_;
  size_t next_chunk_ = 0;
  ChunkPtr previous_;
  IssuerRows previous_rows_;
  // By row of previous_; 0 for those that are not ranked.
  std::vector<uint32_t> previous_ranks_;

  // Of the chunk being answered.
  const Chunk* chunk_ = nullptr;
  std::optional<ChunkRankings> rankings_;
  uint32_t slot_ = 0;
  size_t next_ = 0;
  int32_t answered_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Cursor<Response>>> RankDivisions(
    const Catalogue& catalogue, SnapshotPtr snapshot,
    const v1::RankDivisionsRequest& request) {
  absl::StatusOr<SelectionPlan> plan =
      SelectionPlan::Create(catalogue, snapshot, request.selection());
  if (!plan.ok()) return plan.status();
  std::optional<SelectionPlan> compared;
  if (request.compare_year() != 0) {
    v1::Selection selection = request.selection();
    selection.set_first_year(request.compare_year());
    selection.set_last_year(request.compare_year());
    selection.set_latest_year(false);
    absl::StatusOr<SelectionPlan> other =
        SelectionPlan::Create(catalogue, snapshot, selection);
    if (!other.ok()) return other.status();
    compared = *std::move(other);
  }
  return std::make_unique<RankCursor>(*std::move(plan), std::move(compared),
                                      request);
}

}  // namespace nianbao
