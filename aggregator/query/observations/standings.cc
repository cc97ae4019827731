#include "aggregator/query/observations/standings.h"

namespace nianbao::aggregator {

Standings::Standings(const Snapshot& snapshot, const v1::Indicator* indicator,
                     const std::vector<ChunkPtr>& elected,
                     const std::vector<ChunkPtr>& selected,
                     const SelectionQuestion& selection)
    : snapshot_(snapshot),
      indicator_(indicator),
      include_erroneous_(selection.include_erroneous),
      include_unidentified_(selection.include_unidentified) {
  // Outvoted rows are looked up as well: which observation took their place is
  // found through the issuer.
  for (const ChunkPtr& chunk : elected) {
    for (uint32_t i = 0; i < chunk->values.size(); ++i) {
      const Row row = {.chunk = chunk.get(), .index = i};
      rows_.emplace(PositionOf(*chunk, i), row);
      if (i < chunk->elected) {
        row_of_issuer_.emplace(snapshot.reports[chunk->reports[i]].issuer, row);
      }
    }
  }
  for (const ChunkPtr& chunk : selected) {
    for (uint32_t i = 0; i < chunk->elected; ++i) {
      selected_.insert(PositionOf(*chunk, i));
    }
  }
}

FoundObservation Standings::Judge(int64_t report_id, int32_t position,
                                  ObservationFlags flags,
                                  BodyNumber body) const {
  // The order of the tests is the order in which reasons take precedence; the
  // service promises it to its clients.
  FoundObservation found = {.report_id = report_id, .position = position};
  if ((flags & observation_flags::kCountable) == 0) return found;
  if (!MayCount(indicator_, flags)) {
    found.standing = v1::QueryObservationsResponse::STANDING_PERCENTAGE;
    return found;
  }
  if (body == kUnidentified && !include_unidentified_) {
    found.standing = v1::QueryObservationsResponse::STANDING_UNIDENTIFIED;
    return found;
  }
  // Columns hold all observations that may count, but only of reports that do.
  const auto row = rows_.find({report_id, position});
  if (row == rows_.end()) {
    found.standing = v1::QueryObservationsResponse::STANDING_REPORT_NOT_COUNTED;
  } else if (row->second.index >= row->second.chunk->elected) {
    const int32_t issuer =
        snapshot_.reports[row->second.chunk->reports[row->second.index]].issuer;
    const Row& winner = row_of_issuer_.at(issuer);
    const Position taken = PositionOf(*winner.chunk, winner.index);
    found.standing = v1::QueryObservationsResponse::STANDING_OUTVOTED;
    found.taken_report_id = taken.first;
    found.taken_position = taken.second;
  } else if (!selected_.contains({report_id, position})) {
    found.standing = v1::QueryObservationsResponse::STANDING_FILTERED;
  } else if ((flags & observation_flags::kErroneous) != 0 &&
             !include_erroneous_) {
    found.standing = v1::QueryObservationsResponse::STANDING_ERRONEOUS;
  } else if ((row->second.chunk->flags[row->second.index] &
              observation_flags::kUnconvertible) != 0) {
    found.standing = v1::QueryObservationsResponse::STANDING_UNCONVERTIBLE;
  } else {
    found.standing = v1::QueryObservationsResponse::STANDING_COUNTED;
  }
  return found;
}

Standings::Position Standings::PositionOf(const Chunk& chunk,
                                          uint32_t row) const {
  return {snapshot_.reports[chunk.reports[row]].id,
          static_cast<int32_t>(chunk.positions[row])};
}

}  // namespace nianbao::aggregator
