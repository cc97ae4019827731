// Rankings, one for each indicator, year and level.
//
// The rows of a chunk ascend by value. Giving them out to their levels in order
// leaves each level's rows ascending; ranking them is then one walk from the
// better end, in which equal values share a rank (ranking.h). Nothing is
// sorted.
//
// To compare with another year, that year is ranked in the same way first; its
// ranks are kept by row, and each row answered looks up the row of its issuer
// there (issuer_rows.h).
//
// Only divisions asked for are answered, in the ranks that they have among all;
// that is why all are ranked. O(rows) for each chunk, O(1) for each row after
// that; memory is that of one chunk's rankings.
#include "aggregator/query/rank/rank_query.h"

#include <limits>
#include <utility>

#include "common/base/cancelled.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {

RankQuery::RankQuery(const Catalogue& catalogue, SnapshotPtr snapshot,
                     const RankQuestion& question)
    : plan_(catalogue, snapshot, question.selection),
      groups_(question.selection, {.dimensions = {v1::DIMENSION_YEAR}}),
      ascending_(question.ascending),
      limit_(question.limit > 0 ? static_cast<uint32_t>(question.limit)
                                : std::numeric_limits<uint32_t>::max()),
      rankings_(groups_.slots()),
      slot_(groups_.slots()) {
  if (question.compare_year != 0) {
    SelectionQuestion selection = question.selection;
    selection.first_year = question.compare_year;
    selection.last_year = question.compare_year;
    selection.latest_year = false;
    compared_.emplace(catalogue, std::move(snapshot), std::move(selection));
  }
  for (const DivisionEntry* division : question.divisions) {
    asked_.insert(IndexOf(*division));
  }
}

absl::StatusOr<bool> RankQuery::Next(RankRow& row, Stopped stopped) {
  while (true) {
    for (; slot_ < groups_.slots(); ++slot_, next_ranked_ = 0, answered_ = 0) {
      const Ranking& ranking = rankings_[slot_];
      while (next_ranked_ < ranking.ranked.size() && answered_ < limit_) {
        const RankedValue& ranked = ranking.ranked[next_ranked_++];
        if (!IsAsked(chunk_->places[ranking.rows[ranked.index]])) continue;
        ++answered_;
        Fill(ranking, ranked, row);
        return true;
      }
    }
    if (stopped()) return Cancelled();
    if (next_chunk_ < values_.chunks.size()) {
      chunk_ = values_.chunks[next_chunk_++].get();
      Rank(*chunk_);
      slot_ = 0;
    } else if (next_name_ < plan_.names().size()) {
      const absl::Status status = StartIndicator(stopped);
      if (!status.ok()) return status;
    } else {
      return false;
    }
  }
}

absl::Status RankQuery::StartIndicator(Stopped stopped) {
  absl::StatusOr<SelectedValues> values =
      plan_.Load(plan_.names()[next_name_], stopped);
  if (!values.ok()) return values.status();
  values_ = *std::move(values);
  next_chunk_ = 0;
  ++next_name_;
  return compared_.has_value() ? Compare(stopped) : absl::OkStatus();
}

// Ranks the year compared with.
absl::Status RankQuery::Compare(Stopped stopped) {
  absl::StatusOr<SelectedValues> values =
      compared_->Load(values_.name, stopped);
  if (!values.ok()) return values.status();
  const ChunkPtr chunk =
      values->chunks.empty() ? nullptr : values->chunks.front();
  if (!previous_rows_.has_value()) previous_rows_.emplace(plan_.snapshot());
  previous_rows_->Assign(chunk.get(), plan_.selection().include_erroneous);
  previous_ = chunk;
  previous_ranks_.clear();
  if (chunk == nullptr) return absl::OkStatus();
  previous_ranks_.resize(chunk->elected);
  Rank(*chunk);
  for (const Ranking& ranking : rankings_) {
    for (const RankedValue& value : ranking.ranked) {
      previous_ranks_[ranking.rows[value.index]] = value.rank;
    }
  }
  return absl::OkStatus();
}

// Fills rankings_.
void RankQuery::Rank(const Chunk& chunk) {
  for (Ranking& ranking : rankings_) {
    ranking.rows.clear();
    ranking.values.clear();
  }
  const bool include_erroneous = plan_.selection().include_erroneous;
  for (uint32_t row = 0; row < chunk.elected; ++row) {
    const bool erroneous =
        (chunk.flags[row] & observation_flags::kErroneous) != 0;
    const uint32_t slot = groups_.SlotOf(chunk.places[row]);
    if (slot == groups_.slots() || (erroneous && !include_erroneous)) continue;
    rankings_[slot].rows.push_back(row);
    rankings_[slot].values.push_back(chunk.values[row]);
  }
  for (Ranking& ranking : rankings_) {
    ranking.ranked = RankValues(ranking.values, ascending_);
  }
}

bool RankQuery::IsAsked(Place place) const {
  return asked_.empty() || asked_.contains(DivisionOf(place));
}

void RankQuery::Fill(const Ranking& ranking, const RankedValue& ranked,
                     RankRow& row) const {
  const uint32_t index = ranking.rows[ranked.index];
  row = {.name = next_name_ - 1,
         .indicator = values_.indicator,
         .slot = slot_,
         .year = chunk_->year,
         .entry = chunk_->Row(index),
         .rank = ranked.rank,
         .count = static_cast<uint32_t>(ranking.rows.size()),
         .ahead = ranked.ahead};
  if (previous_ == nullptr) return;
  const uint32_t previous = previous_rows_->Find(*chunk_, index);
  if (previous == IssuerRows::kNone) return;
  row.previous_rank = previous_ranks_[previous];
  row.previous_value = previous_->values[previous];
}

}  // namespace nianbao::aggregator
