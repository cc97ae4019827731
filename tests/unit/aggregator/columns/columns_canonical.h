// Snapshots in a form that can be compared, whatever slots reports were given.
#ifndef NIANBAO_TESTS_UNIT_AGGREGATOR_COLUMNS_COLUMNS_CANONICAL_H_
#define NIANBAO_TESTS_UNIT_AGGREGATOR_COLUMNS_COLUMNS_CANONICAL_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "aggregator/columns/snapshot.h"

namespace nianbao::aggregator {

// Value, place, report's name, position, confidence, flags, stored at, issuer's
// name. What was stored when differs between stores and may be left out.
using CanonicalRow = std::tuple<double, Place, std::string, uint32_t, float,
                                ObservationFlags, int64_t, std::string>;

struct CanonicalChunk {
  // In the order of the chunk.
  std::vector<CanonicalRow> elected;
  // Sorted.
  std::vector<CanonicalRow> outvoted;
  uint32_t inexact = 0;
  uint32_t erroneous = 0;
  uint32_t unconvertible = 0;
  uint32_t for_divisions = 0;
  bool uniform = false;

  friend bool operator==(const CanonicalChunk&,
                         const CanonicalChunk&) = default;
};

struct CanonicalSnapshot {
  // By indicator, kind, stratum and year.
  std::map<std::tuple<std::string, v1::Kind, Stratum, int32_t>, CanonicalChunk>
      chunks;
  // Where reports come from, and the divisions that they stand for.
  std::map<ReportedKey, std::vector<Place>> reported;
  std::map<ReportedKey, std::vector<uint32_t>> divisions;

  friend bool operator==(const CanonicalSnapshot&,
                         const CanonicalSnapshot&) = default;
};

CanonicalSnapshot Canonical(const Snapshot& snapshot, bool with_moments = true);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_UNIT_AGGREGATOR_COLUMNS_COLUMNS_CANONICAL_H_
