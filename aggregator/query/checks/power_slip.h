// Values that stand powers of ten away from those they belong beside, as plain
// numbers. power_slip.cc says what is measured; docs/CHECKS.md says why so.
#ifndef NIANBAO_AGGREGATOR_QUERY_CHECKS_POWER_SLIP_H_
#define NIANBAO_AGGREGATOR_QUERY_CHECKS_POWER_SLIP_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"

namespace nianbao::aggregator {

// What a value is off by.
struct PowerSlip {
  // Where the others lie: their median.
  double expected = 0;
  // The power of ten that the value is too large by; negative where it is too
  // small.
  int power = 0;
};

// Below this neither a value nor what it is held against is judged: 2 meetings
// may well be 20 the year after.
inline constexpr double kSmallCount = 30;

struct YearValue {
  int32_t year = 0;
  double value = 0;
};

// Years that a neighbour may lie apart, and how many count on each side.
inline constexpr int32_t kNeighbourYears = 5;
inline constexpr size_t kNeighboursOfSide = 2;

// The neighbours of series[index]: indices of the positive values nearest to
// it on either side, ascending. `series` is ascending by year.
std::vector<size_t> NeighboursOf(absl::Span<const YearValue> series,
                                 size_t index);

// Whether `value` is about ten times its neighbours' values or more, or a tenth
// or less. Nothing is said with fewer than two neighbours, where more than one
// of them disagrees with the others, and where one agrees with the value.
std::optional<PowerSlip> NeighbourSlip(double value,
                                       absl::Span<const double> neighbours);

// How the values of peers are spread, on a scale of powers of ten.
struct PeerSpread {
  int64_t count = 0;
  double median = 0;
  // The standard deviation, as their median absolute deviation gives it.
  double deviation = 0;
};

// Peers that are needed to judge one of them.
inline constexpr size_t kMinPeers = 20;

// Of the positive ones of `values`; absent with fewer than kMinPeers. O(n log
// n).
std::optional<PeerSpread> SpreadOf(absl::Span<const double> values);

// Whether `value` is a hundred times the peers' median or more, or a hundredth
// or less, and far beyond the spread of the peers.
std::optional<PowerSlip> PeerSlip(double value, const PeerSpread& peers);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_CHECKS_POWER_SLIP_H_
