// Why statistics count an observation, or do not.
//
// That is a matter of the columns and of the rules of election/, not of any one
// store: a store finds the observations of an indicator and year, and asks here
// for the standing of each.
#ifndef NIANBAO_AGGREGATOR_QUERY_OBSERVATIONS_STANDINGS_H_
#define NIANBAO_AGGREGATOR_QUERY_OBSERVATIONS_STANDINGS_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/question/selection_question.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// An observation, by its report and its position in it.
struct FoundObservation {
  int64_t report_id = 0;
  int32_t position = 0;
  // Unspecified when only the observation itself tells: see StandingOf of
  // election/eligibility.h.
  v1::QueryObservationsResponse::Standing standing =
      v1::QueryObservationsResponse::STANDING_UNSPECIFIED;
  // The report whose observation was taken in its stead; 0 for none.
  int64_t taken_report_id = 0;
  int32_t taken_position = 0;
};

// Tells the standings of observations of one indicator, year and type of
// reports.
class Standings {
 public:
  // `elected` hold those elected and outvoted, of all strata, `selected` those
  // of them that the selection keeps. Both must outlive this, as must
  // `snapshot`. O(rows).
  Standings(const Snapshot& snapshot, const v1::Indicator* indicator,
            const std::vector<ChunkPtr>& elected,
            const std::vector<ChunkPtr>& selected,
            const SelectionQuestion& selection);

  // `flags` are those of the observation, `body` that of its report. O(1).
  FoundObservation Judge(int64_t report_id, int32_t position,
                         ObservationFlags flags, BodyNumber body) const;

 private:
  using Position = std::pair<int64_t, int32_t>;

  // A row of elected_.
  struct Row {
    const Chunk* chunk;
    uint32_t index;
  };

  Position PositionOf(const Chunk& chunk, uint32_t row) const;

  const Snapshot& snapshot_;
  const v1::Indicator* const indicator_;
  const bool include_erroneous_;
  const bool include_unidentified_;
  // Rows elected and outvoted, by observation and, for those that stand for
  // their issuers, by issuer.
  absl::flat_hash_map<Position, Row> rows_;
  absl::flat_hash_map<int32_t, Row> row_of_issuer_;
  // The observations that the selection keeps.
  absl::flat_hash_set<Position> selected_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_OBSERVATIONS_STANDINGS_H_
