// Rankings, one for each indicator, kind of body, year and level.
//
// The rows of a chunk ascend by value. Giving them out to their levels in order
// leaves each level's rows ascending; ranking them is then one walk from the
// better end, in which equal values share a rank (ranking.h). Nothing is
// sorted, but for the newest values, which come from the chunks of several
// years.
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
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "common/base/cancelled.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {

namespace {

// Nobody knows whose value an unidentified one is.
SelectionQuestion Rankable(SelectionQuestion selection) {
  selection.include_unidentified = false;
  return selection;
}

// Each kind of body of each indicator, without departments of unknown kinds:
// they have no peers.
std::vector<SelectionPart> RankedParts(const SelectionPlan& plan) {
  std::vector<SelectionPart> parts = plan.Parts(/*split_bodies=*/true);
  std::erase_if(parts, [](const SelectionPart& part) {
    return part.body == kOtherBodies;
  });
  return parts;
}

}  // namespace

RankQuery::RankQuery(const Catalogue& catalogue, SnapshotPtr snapshot,
                     const RankQuestion& question)
    : plan_(catalogue, snapshot, Rankable(question.selection)),
      parts_(RankedParts(plan_)),
      groups_(question.selection,
              {.mix_years = question.selection.latest_year}),
      ascending_(question.ascending),
      limit_(question.limit > 0 ? static_cast<uint32_t>(question.limit)
                                : std::numeric_limits<uint32_t>::max()),
      rankings_(groups_.slots()),
      slot_(groups_.slots()) {
  if (question.compare_year != 0) {
    SelectionQuestion selection = plan_.selection();
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
        const Origin& origin = ranking.rows[ranked.index];
        if (!IsAsked(origin.chunk->places[origin.row])) continue;
        ++answered_;
        Fill(ranking, ranked, row);
        return true;
      }
    }
    if (stopped()) return Cancelled();
    const absl::Span<const ChunkPtr> chunks = values_.chunks;
    if (next_chunk_ < chunks.size()) {
      const size_t count = groups_.by_year() ? 1 : chunks.size();
      year_ = groups_.by_year() ? chunks[next_chunk_]->year : 0;
      Rank(chunks.subspan(next_chunk_, count));
      next_chunk_ += count;
      slot_ = 0;
    } else if (next_part_ < parts_.size()) {
      const absl::Status status = StartPart(stopped);
      if (!status.ok()) return status;
    } else {
      return false;
    }
  }
}

absl::Status RankQuery::StartPart(Stopped stopped) {
  absl::StatusOr<SelectedValues> values =
      plan_.Load(parts_[next_part_], stopped);
  if (!values.ok()) return values.status();
  values_ = *std::move(values);
  next_chunk_ = 0;
  ++next_part_;
  return compared_.has_value() ? Compare(stopped) : absl::OkStatus();
}

// Ranks the year compared with. A part has one chunk a year.
absl::Status RankQuery::Compare(Stopped stopped) {
  absl::StatusOr<SelectedValues> values =
      compared_->Load(parts_[next_part_ - 1], stopped);
  if (!values.ok()) return values.status();
  if (!previous_rows_.has_value()) previous_rows_.emplace(plan_.snapshot());
  previous_ = values->chunks.empty() ? nullptr : values->chunks.front();
  previous_rows_->Assign(previous_.get(), plan_.selection().include_erroneous);
  previous_ranks_.clear();
  if (previous_ == nullptr) return absl::OkStatus();
  previous_ranks_.resize(previous_->elected);
  Rank({&previous_, 1});
  for (const Ranking& ranking : rankings_) {
    for (const RankedValue& value : ranking.ranked) {
      previous_ranks_[ranking.rows[value.index].row] = value.rank;
    }
  }
  return absl::OkStatus();
}

// Fills rankings_.
void RankQuery::Rank(absl::Span<const ChunkPtr> chunks) {
  for (Ranking& ranking : rankings_) {
    ranking.rows.clear();
    ranking.values.clear();
  }
  const ObservationFlags left_out =
      LeftOut(plan_.selection().include_erroneous);
  for (const ChunkPtr& chunk : chunks) {
    for (uint32_t row = 0; row < chunk->elected; ++row) {
      const uint32_t slot = groups_.SlotOf(chunk->places[row]);
      if (slot == groups_.slots() || (chunk->flags[row] & left_out) != 0) {
        continue;
      }
      rankings_[slot].rows.push_back({.chunk = chunk.get(), .row = row});
    }
  }
  for (Ranking& ranking : rankings_) {
    if (chunks.size() > 1) SortByValue(ranking);
    for (const Origin& origin : ranking.rows) {
      ranking.values.push_back(origin.chunk->values[origin.row]);
    }
    ranking.ranked = RankValues(ranking.values, ascending_);
  }
}

// As the rows of a single chunk are sorted.
void RankQuery::SortByValue(Ranking& ranking) const {
  const auto key = [this](const Origin& origin) {
    const Chunk& chunk = *origin.chunk;
    return std::tuple(chunk.values[origin.row], chunk.places[origin.row],
                      plan_.snapshot().reports[chunk.reports[origin.row]].id);
  };
  absl::c_sort(ranking.rows, [&key](const Origin& a, const Origin& b) {
    return key(a) < key(b);
  });
}

bool RankQuery::IsAsked(Place place) const {
  return asked_.empty() || asked_.contains(DivisionOf(place));
}

void RankQuery::Fill(const Ranking& ranking, const RankedValue& ranked,
                     RankRow& row) const {
  const Origin& origin = ranking.rows[ranked.index];
  row = {.part = next_part_ - 1,
         .indicator = values_.indicator,
         .slot = slot_,
         .year = year_,
         .entry = origin.chunk->Row(origin.row),
         .rank = ranked.rank,
         .count = static_cast<uint32_t>(ranking.rows.size()),
         .ahead = ranked.ahead};
  if (previous_ == nullptr) return;
  const uint32_t previous = previous_rows_->Find(*origin.chunk, origin.row);
  if (previous == IssuerRows::kNone) return;
  row.previous_rank = previous_ranks_[previous];
  row.previous_value = previous_->values[previous];
}

}  // namespace nianbao::aggregator
