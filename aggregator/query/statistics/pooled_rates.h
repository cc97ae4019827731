// Rates pooled over issuers: the sum of numerators over that of denominators.
#ifndef NIANBAO_AGGREGATOR_QUERY_STATISTICS_POOLED_RATES_H_
#define NIANBAO_AGGREGATOR_QUERY_STATISTICS_POOLED_RATES_H_

#include <cstdint>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "aggregator/query/compensated_sum.h"
#include "aggregator/query/cursor.h"
#include "aggregator/query/grouping/grouped_values.h"
#include "aggregator/query/grouping/groups.h"
#include "aggregator/query/selection/selected_values.h"

namespace nianbao::aggregator {

struct PooledRate {
  CompensatedSum numerator;
  CompensatedSum denominator;
  // Issuers and years.
  uint32_t count = 0;

  // In percent; absent when the denominators' sum is not positive.
  std::optional<double> Get() const;
};

// Immutable and thread-safe.
class PooledRates {
 public:
  // Over the issuers of `body` (of all where it is absent) and years with both
  // numerator and denominator of `indicator`, each counted by the plan's
  // selection; those of the numerator say which group. Empty unless `indicator`
  // (may be null) names both, and for kinds other than KIND_LEVEL. CANCELLED
  // when `stopped` said so. O(rows of both + issuers).
  static absl::StatusOr<PooledRates> Create(const SelectionPlan& plan,
                                            const Groups& groups,
                                            const v1::Indicator* indicator,
                                            std::optional<BodyNumber> body,
                                            Stopped stopped);

  // Null when nothing was pooled. `year` is 0 when groups are not by year.
  const PooledRate* Find(uint32_t slot, int32_t year) const;

  // All slots that Find knows.
  const ExtraSlots& slots() const { return slots_; }

 private:
  absl::flat_hash_map<std::pair<uint32_t, int32_t>, PooledRate> rates_;
  ExtraSlots slots_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_STATISTICS_POOLED_RATES_H_
