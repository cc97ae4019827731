// What is known of an observation besides its numbers, in one word of memory.
//
// The word is the one of the columns: it may change with the program. What
// stands in a database is a word of its own, see StoredFlags of the store.
#ifndef NIANBAO_AGGREGATOR_COLUMNS_OBSERVATION_FLAGS_H_
#define NIANBAO_AGGREGATOR_COLUMNS_OBSERVATION_FLAGS_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "common/domain/diagnostic_codes.h"
#include "nianbao/v1/indicator.pb.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

using ObservationFlags = uint16_t;

namespace observation_flags {
// v1::Modifier.
inline constexpr ObservationFlags kModifierMask = 0x0007;
static_assert(v1::Modifier_MAX <= kModifierMask);
// Of those bits, the ones that only inexact modifiers have.
inline constexpr ObservationFlags kInexactMask = 0x0006;
static_assert((v1::MODIFIER_UNSPECIFIED & kInexactMask) == 0 &&
              (v1::MODIFIER_EXACT & kInexactMask) == 0);
static_assert((v1::MODIFIER_APPROXIMATE & kInexactMask) != 0 &&
              (v1::MODIFIER_AT_LEAST & kInexactMask) != 0 &&
              (v1::MODIFIER_AT_MOST & kInexactMask) != 0);
// In doubt by a diagnostic of SEVERITY_ERROR.
inline constexpr ObservationFlags kErroneous = 0x0008;
// See IsPercentage.
inline constexpr ObservationFlags kPercentage = 0x0010;
// See IsCountable.
inline constexpr ObservationFlags kCountable = 0x0020;
// The unit printed cannot be converted to that of the indicator, so that the
// value stands for its issuer and is left out of all statistics. Not kept on
// disk: the catalogue of the day decides.
inline constexpr ObservationFlags kUnconvertible = 0x0040;
// One bit for each diagnostic code of the observation, in the order of
// kDiagnosticCodes; the highest stands for all other codes.
inline constexpr int kDiagnosticShift = 8;
inline constexpr ObservationFlags kOtherDiagnostic = 0x8000;
}  // namespace observation_flags

// One more code would share the bit of all others: it wants a wider word.
static_assert(1 << (observation_flags::kDiagnosticShift +
                    std::size(kDiagnosticCodes)) <=
              observation_flags::kOtherDiagnostic);

// The flags for which statistics leave a value out that stands for its issuer.
inline ObservationFlags LeftOut(bool include_erroneous) {
  return include_erroneous ? observation_flags::kUnconvertible
                           : observation_flags::kUnconvertible |
                                 observation_flags::kErroneous;
}

// Approximate, at least or at most.
inline bool IsInexact(ObservationFlags flags) {
  return (flags & observation_flags::kInexactMask) != 0;
}

// Those of each observation of the report, whose diagnostics must point at
// observations that it has.
std::vector<ObservationFlags> FlagsOf(const v1::Report& report);

// True when an observation of `flags` may stand for its issuer in statistics of
// `indicator`, which is null when the catalogue does not have it: countable,
// and no percentage where the indicator takes none.
bool MayCount(const v1::Indicator* indicator, ObservationFlags flags);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_OBSERVATION_FLAGS_H_
