// How many divisions have a report at all.
#ifndef NIANBAO_AGGREGATOR_QUERY_GROUPING_COVERAGE_H_
#define NIANBAO_AGGREGATOR_QUERY_GROUPING_COVERAGE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "aggregator/columns/snapshot.h"
#include "aggregator/query/grouping/groups.h"

namespace nianbao::aggregator {

// The stratum whose reports the divisions of a row may be counted by: that of
// the governments, or of departments of one known kind; absent where divisions
// cannot be counted. `body` is that of the row's part, absent where bodies are
// mixed.
std::optional<Stratum> CountedStratum(const Groups& groups,
                                      v1::Report::Type type,
                                      std::optional<BodyNumber> body,
                                      uint32_t slot);

// Counts reports of one stratum, year and tier, or of all years, when it is
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

  // Divisions in the scope of `slot` for which a report of `stratum` counts: of
  // `year`, or of any year when groups are not by year. REQUIRES:
  // Groups::CountsDivisions(slot). O(1), but for the first of a key: O(g log n)
  // in the g groups of the n divisions that reported.
  uint32_t DivisionsWithReport(Stratum stratum, uint32_t slot, int32_t year);

 private:
  // By place group.
  using Counts = std::vector<uint32_t>;

  Counts CountYear(const ReportedKey& key) const;
  Counts CountYears(const ReportedKey& key) const;

  const Snapshot& snapshot_;
  const Groups& groups_;
  const int32_t first_year_;
  const int32_t last_year_;
  // Under the year 0 those of all years.
  std::map<ReportedKey, Counts> counts_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_GROUPING_COVERAGE_H_
