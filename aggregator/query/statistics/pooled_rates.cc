// A rate pooled over issuers: 100 times the sum of numerators over the sum of
// denominators, which weighs each issuer by its size. A county that lost 1 of
// 10 cases and one that lost 50 of 100 have a mean of rates of 30 and a pooled
// rate of 46.4.
//
// Only issuers with both numbers for the same year take part. The denominators
// of a year are written into an array by issuer (issuer_rows.h) and looked up
// for each numerator. Numerators ascend by value, not by group, so that each
// finds its group's sums in a hash map; the one used last is tried first, which
// is the right one throughout where there are few groups.
//
// O(rows of both + issuers) for each rate; indicators that are no rates cost
// nothing.
#include "aggregator/query/statistics/pooled_rates.h"

#include "absl/status/status.h"
#include "aggregator/query/grouping/issuer_pairs.h"
#include "aggregator/query/selection/issuer_rows.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {

std::optional<double> PooledRate::Get() const {
  if (!(denominator.Get() > 0)) return std::nullopt;
  return 100 * numerator.Get() / denominator.Get();
}

absl::StatusOr<PooledRates> PooledRates::Create(const SelectionPlan& plan,
                                                const Groups& groups,
                                                const v1::Indicator* indicator,
                                                std::optional<BodyNumber> body,
                                                Stopped stopped) {
  PooledRates pooled;
  if (indicator == nullptr || indicator->numerator().empty() ||
      plan.selection().kind != v1::KIND_LEVEL) {
    return pooled;
  }
  const absl::StatusOr<SelectedValues> numerators =
      plan.Load({.name = indicator->numerator(), .body = body}, stopped);
  if (!numerators.ok()) return numerators.status();
  const absl::StatusOr<SelectedValues> denominators =
      plan.Load({.name = indicator->denominator(), .body = body}, stopped);
  if (!denominators.ok()) return denominators.status();
  const bool include_erroneous = plan.selection().include_erroneous;
  const ObservationFlags left_out = LeftOut(include_erroneous);
  const SlotMap map = groups.slot_map();
  IssuerRows issuers(plan.snapshot());
  for (const ChunkPair& pair :
       PairChunks(numerators->chunks, denominators->chunks, 0)) {
    if (stopped()) return Cancelled();
    if (pair.second == nullptr) continue;
    const ChunkPtr& chunk = pair.first;
    const Chunk& denominator = *pair.second;
    issuers.Assign(&denominator, include_erroneous);
    const int32_t year = groups.by_year() ? chunk->year : 0;
    // The rate of the row before, which is often that of the next one, too.
    PooledRate* rate = nullptr;
    uint32_t rate_slot = 0;
    for (uint32_t i = 0; i < chunk->elected; ++i) {
      const uint32_t row = issuers.Find(*chunk, i);
      const uint32_t slot = map.SlotOf(chunk->places[i]);
      if (row == IssuerRows::kNone || slot == map.slots ||
          (chunk->flags[i] & left_out) != 0) {
        continue;
      }
      if (rate == nullptr || slot != rate_slot) {
        rate = &pooled.rates_[{slot, year}];
        rate_slot = slot;
      }
      rate->numerator.Add(chunk->values[i]);
      rate->denominator.Add(denominator.values[row]);
      ++rate->count;
    }
  }
  for (const auto& [key, sums] : pooled.rates_) {
    pooled.slots_[key.second].push_back(key.first);
  }
  return pooled;
}

const PooledRate* PooledRates::Find(uint32_t slot, int32_t year) const {
  const auto it = rates_.find({slot, year});
  return it == rates_.end() ? nullptr : &it->second;
}

}  // namespace nianbao::aggregator
