// Counts of issuers are spread over powers of ten and grow by shares, so that
// everything here is measured on logarithms to the base of ten: "ten times" is
// a distance of 1, whatever the size.
//
// Neighbours in time. A year is held against the median of up to two years on
// either side. 210, 230, [2400], 250 stands 1.02 above the median of its three
// neighbours, which lie within 0.04 of it: a slip. 210, 230, [2400], 2600 does
// not: one of the neighbours agrees with it, since the level has changed for
// good. What is at the end of a series is judged by the two years before it.
// One neighbour may be wrong itself, in whatever way: all but one, and two at
// least, must agree with the median. Where they do not nothing is said.
//
// Peers. The values of one year, level and stratum are about log-normal: their
// median and median absolute deviation give a scale that a few slips among them
// do not move. A value is a slip when it is a hundred times off and at least
// four deviations; of a normal distribution one of 16,000 is as far out.
#include "aggregator/query/checks/power_slip.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "absl/algorithm/container.h"
#include "aggregator/query/quantile.h"

namespace nianbao::aggregator {
namespace {

// Five times: ten times less what years differ by anyway. Two deviations of a
// noise of a third between years (0.125), on the value and on the median, are
// 0.3.
constexpr double kNeighbourDistance = 0.7;
// What lies within a factor of three agrees.
constexpr double kNeighbourAgreement = 0.48;

// A hundred times: no unit slips by less than 万 but for decimal points, which
// peers, being spread over a power of ten themselves, do not show.
constexpr double kPeerDistance = 2;
constexpr double kPeerDeviations = 4;
// Turns a median absolute deviation into a standard deviation, of normally
// distributed values.
constexpr double kDeviationOfMad = 1.4826;

// 万, the unit that is lost or doubled most, and 亿.
constexpr int kMyriad = 4;
constexpr int kMyriadMyriad = 8;

double Median(std::vector<double> values) {
  absl::c_sort(values);
  return Quantile(values, 0.5);
}

// The median of values above 0 on the scale of powers of ten: of two in the
// middle their geometric mean.
double Middle(absl::Span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  absl::c_sort(sorted);
  const size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half]
                                : std::sqrt(sorted[half - 1] * sorted[half]);
}

bool IsSmall(double value, double expected) {
  return std::max(value, expected) < kSmallCount;
}

// The power that most likely made `distance`: 万 or 亿 where the spread allows
// it, else the nearest.
int LikelyPower(double distance, double deviation) {
  const double size = std::abs(distance);
  int power = static_cast<int>(std::lround(size));
  for (const int unit : {kMyriad, kMyriadMyriad}) {
    if (std::abs(size - unit) <= 2 * deviation) power = unit;
  }
  return distance < 0 ? -power : power;
}

}  // namespace

std::vector<size_t> NeighboursOf(absl::Span<const YearValue> series,
                                 size_t index) {
  std::vector<size_t> neighbours;
  const auto is_neighbour = [&](size_t i) {
    return series[i].value > 0 &&
           std::abs(series[i].year - series[index].year) <= kNeighbourYears;
  };
  for (size_t i = index; i-- > 0 && neighbours.size() < kNeighboursOfSide;) {
    if (is_neighbour(i)) neighbours.push_back(i);
  }
  absl::c_reverse(neighbours);
  const size_t before = neighbours.size();
  for (size_t i = index + 1;
       i < series.size() && neighbours.size() < before + kNeighboursOfSide;
       ++i) {
    if (is_neighbour(i)) neighbours.push_back(i);
  }
  return neighbours;
}

std::optional<PowerSlip> NeighbourSlip(double value,
                                       absl::Span<const double> neighbours) {
  if (value <= 0 || neighbours.size() < 2) return std::nullopt;
  std::vector<double> logs;
  for (const double neighbour : neighbours) {
    logs.push_back(std::log10(neighbour));
  }
  const double expected = Middle(neighbours);
  const double median = std::log10(expected);
  const double distance = std::log10(value) - median;
  if (std::abs(distance) < kNeighbourDistance || IsSmall(value, expected)) {
    return std::nullopt;
  }
  const auto close_to = [&logs](double centre) {
    return absl::c_count_if(logs, [centre](double log) {
      return std::abs(log - centre) <= kNeighbourAgreement;
    });
  };
  const size_t needed = std::max<size_t>(2, logs.size() - 1);
  if (static_cast<size_t>(close_to(median)) < needed ||
      close_to(std::log10(value)) > 0) {
    return std::nullopt;
  }
  return PowerSlip{.expected = expected,
                   .power = static_cast<int>(std::lround(distance))};
}

std::optional<PeerSpread> SpreadOf(absl::Span<const double> values) {
  std::vector<double> logs;
  for (const double value : values) {
    if (value > 0) logs.push_back(std::log10(value));
  }
  if (logs.size() < kMinPeers) return std::nullopt;
  PeerSpread spread{.count = static_cast<int64_t>(logs.size()),
                    .median = Median(logs)};
  for (double& log : logs) log = std::abs(log - spread.median);
  spread.deviation = kDeviationOfMad * Median(std::move(logs));
  return spread;
}

std::optional<PowerSlip> PeerSlip(double value, const PeerSpread& peers) {
  if (value <= 0) return std::nullopt;
  const double distance = std::log10(value) - peers.median;
  const double expected = std::pow(10, peers.median);
  if (std::abs(distance) < kPeerDistance ||
      std::abs(distance) < kPeerDeviations * peers.deviation ||
      IsSmall(value, expected)) {
    return std::nullopt;
  }
  return PowerSlip{.expected = expected,
                   .power = LikelyPower(distance, peers.deviation)};
}

}  // namespace nianbao::aggregator
