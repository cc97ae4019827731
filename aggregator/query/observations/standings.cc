#include "aggregator/query/observations/standings.h"

namespace nianbao::aggregator {

Standings::Standings(const Snapshot& snapshot, const v1::Indicator* indicator,
                     const Chunk* elected, const Chunk* selected,
                     bool include_erroneous)
    : snapshot_(snapshot),
      indicator_(indicator),
      elected_(elected),
      include_erroneous_(include_erroneous) {
  // Outvoted rows are looked up as well: which observation took their place is
  // found through the issuer.
  for (uint32_t i = 0; elected != nullptr && i < elected->values.size(); ++i) {
    rows_.emplace(PositionOf(*elected, i), i);
    if (i < elected->elected) {
      row_of_issuer_.emplace(snapshot.reports[elected->reports[i]].issuer, i);
    }
  }
  for (uint32_t i = 0; selected != nullptr && i < selected->elected; ++i) {
    selected_.insert(PositionOf(*selected, i));
  }
}

FoundObservation Standings::Judge(int64_t report_id, int32_t position,
                                  ObservationFlags flags) const {
  // The order of the tests is the order in which reasons take precedence; the
  // service promises it to its clients.
  FoundObservation found = {.report_id = report_id, .position = position};
  if ((flags & observation_flags::kCountable) == 0) return found;
  if (!MayCount(indicator_, flags)) {
    found.standing = v1::QueryObservationsResponse::STANDING_PERCENTAGE;
    return found;
  }
  // Columns hold all observations that may count, but only of reports that do.
  const auto row = rows_.find({report_id, position});
  if (row == rows_.end()) {
    found.standing = v1::QueryObservationsResponse::STANDING_REPORT_NOT_COUNTED;
  } else if (row->second >= elected_->elected) {
    const int32_t issuer =
        snapshot_.reports[elected_->reports[row->second]].issuer;
    const Position taken = PositionOf(*elected_, row_of_issuer_.at(issuer));
    found.standing = v1::QueryObservationsResponse::STANDING_OUTVOTED;
    found.taken_report_id = taken.first;
    found.taken_position = taken.second;
  } else if (!selected_.contains({report_id, position})) {
    found.standing = v1::QueryObservationsResponse::STANDING_FILTERED;
  } else if ((flags & observation_flags::kErroneous) != 0 &&
             !include_erroneous_) {
    found.standing = v1::QueryObservationsResponse::STANDING_ERRONEOUS;
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
