// How many divisions have a report at all.
#ifndef NIANBAO_AGGREGATOR_QUERY_GROUPING_COVERAGE_H_
#define NIANBAO_AGGREGATOR_QUERY_GROUPING_COVERAGE_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/grouping/groups.h"

namespace nianbao::aggregator {

// Counts reports of one year and level, or of all years and a level, when it is
// first asked for them. Used by one thread at a time.
class Coverage {
 public:
  // `snapshot` and `groups` must outlive this. Years inclusive.
  Coverage(const Snapshot& snapshot, const Groups& groups, int32_t first_year,
           int32_t last_year)
      : snapshot_(snapshot),
        groups_(groups),
        first_year_(first_year),
        last_year_(last_year) {}

  // Divisions in the scope of `slot` whose governments have a counted report:
  // of `year`, or of any year when groups are not by year. REQUIRES:
  // Groups::CountsDivisions(slot). O(1), but for the first of a year and level:
  // O(g log n) in the g groups of the n divisions that reported.
  uint32_t DivisionsWithReport(uint32_t slot, int32_t year);

 private:
  // By place group.
  using Counts = std::vector<uint32_t>;

  Counts CountYear(int32_t year, v1::Level level) const;
  Counts CountYears(v1::Level level) const;

  const Snapshot& snapshot_;
  const Groups& groups_;
  const int32_t first_year_;
  const int32_t last_year_;
  absl::flat_hash_map<std::pair<int32_t, v1::Level>, Counts> counts_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_GROUPING_COVERAGE_H_
