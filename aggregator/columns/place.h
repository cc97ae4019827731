// Where a report comes from, as one word of the columns.
#ifndef NIANBAO_AGGREGATOR_COLUMNS_PLACE_H_
#define NIANBAO_AGGREGATOR_COLUMNS_PLACE_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "common/domain/gazetteer.h"
#include "nianbao/v1/division.pb.h"

namespace nianbao::aggregator {

// What kind of government a place is of, or of which the place is a department:
// the level of a government as v1::Level has it, or 8 and the level of the
// government that a department belongs to (0 where that is unknown).
using Tier = uint32_t;

// Tiers are below this.
inline constexpr Tier kTiers = 16;

inline constexpr Tier kDepartmentTiers = 8;

inline bool IsDepartment(Tier tier) { return tier >= kDepartmentTiers; }

// That of the body itself: LEVEL_DEPARTMENT for departments.
inline v1::Level LevelOfTier(Tier tier) {
  return IsDepartment(tier) ? v1::LEVEL_DEPARTMENT
                            : static_cast<v1::Level>(tier);
}

// That of the government that a department belongs to; unspecified for
// governments.
inline v1::Level GovernmentLevelOfTier(Tier tier) {
  return IsDepartment(tier) ? static_cast<v1::Level>(tier - kDepartmentTiers)
                            : v1::LEVEL_UNSPECIFIED;
}

// A division and a tier in one word: 16 times the index into
// Gazetteer::divisions(), or their number where the division is unknown, plus
// the tier. Orders by the divisions' codes.
using Place = uint32_t;

inline Place MakePlace(uint32_t division, Tier tier) {
  return division * kTiers + tier;
}
inline uint32_t DivisionOf(Place place) { return place / kTiers; }
inline Tier TierOf(Place place) { return place % kTiers; }
inline v1::Level LevelOf(Place place) { return LevelOfTier(TierOf(place)); }

// The place of a body of that level in the division with that code, which may
// be unknown. O(1).
Place PlaceOf(absl::string_view division_code, v1::Level level);

// The place's division; null where it is unknown.
const DivisionEntry* FindDivision(Place place);

// True when the gazetteer has the place's division and the place is of the
// government of that division, or of a department of it: not of some body of
// another level that lies in the division.
bool StandsForDivision(Place place);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_PLACE_H_
