#include "aggregator/store/sqlite/standings.h"

#include "aggregator/store/sqlite/stored_report.h"

namespace nianbao::aggregator {

using Response = v1::QueryObservationsResponse;

Standings::Standings(const Snapshot& snapshot, const v1::Indicator* indicator,
                     const Chunk* elected, const Chunk* selected,
                     bool include_erroneous)
    : snapshot_(snapshot),
      indicator_(indicator),
      elected_(elected),
      include_erroneous_(include_erroneous) {
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
                                  uint16_t flags) const {
  FoundObservation found = {.report_id = report_id, .position = position};
  if ((flags & observation_flags::kCountable) == 0) return found;
  if (!MayCount(indicator_, flags)) {
    found.standing = Response::STANDING_PERCENTAGE;
    return found;
  }
  const auto row = rows_.find({report_id, position});
  if (row == rows_.end()) {
    found.standing = Response::STANDING_REPORT_NOT_COUNTED;
  } else if (row->second >= elected_->elected) {
    const int32_t issuer =
        snapshot_.reports[elected_->reports[row->second]].issuer;
    const Position taken = PositionOf(*elected_, row_of_issuer_.at(issuer));
    found.standing = Response::STANDING_OUTVOTED;
    found.taken_report_id = taken.first;
    found.taken_position = taken.second;
  } else if (!selected_.contains({report_id, position})) {
    found.standing = Response::STANDING_FILTERED;
  } else if ((flags & observation_flags::kErroneous) != 0 &&
             !include_erroneous_) {
    found.standing = Response::STANDING_ERRONEOUS;
  } else {
    found.standing = Response::STANDING_COUNTED;
  }
  return found;
}

Standings::Position Standings::PositionOf(const Chunk& chunk,
                                          uint32_t row) const {
  return {snapshot_.reports[chunk.reports[row]].id,
          static_cast<int32_t>(chunk.positions[row])};
}

Response::Standing StandingOf(const v1::Observation& observation) {
  if (observation.indicator().empty() || !observation.has_quantity() ||
      observation.year() == 0) {
    return Response::STANDING_INCOMPLETE;
  }
  return observation.scope() == v1::SCOPE_OTHER
             ? Response::STANDING_OTHER_SCOPE
             : Response::STANDING_NOT_HEADLINE;
}

}  // namespace nianbao::aggregator
