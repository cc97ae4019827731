#include "aggregator/columns/place.h"

#include <cstddef>

namespace nianbao::aggregator {

// The gazetteer is built once and never changes, so that its divisions may be
// kept: this is asked for every row that changes.
const DivisionEntry* FindDivision(Place place) {
  static const std::vector<DivisionEntry>& divisions =
      Gazetteer::Get().divisions();
  const uint32_t index = DivisionOf(place);
  return index < divisions.size() ? &divisions[index] : nullptr;
}

Place PlaceOf(absl::string_view division_code, v1::Level level) {
  const Gazetteer& gazetteer = Gazetteer::Get();
  const DivisionEntry* const division = gazetteer.Find(division_code);
  // An unknown division gets the index behind the last one: all bodies without
  // a division are sorted to the end together.
  const size_t index = division == nullptr
                           ? gazetteer.divisions().size()
                           : division - gazetteer.divisions().data();
  Tier tier = level;
  if (level == v1::LEVEL_DEPARTMENT) {
    tier = kDepartmentTiers + (division == nullptr ? 0 : division->level);
  }
  return MakePlace(static_cast<uint32_t>(index), tier);
}

bool StandsForDivision(Place place) {
  const DivisionEntry* const division = FindDivision(place);
  return division != nullptr &&
         static_cast<Tier>(division->level) == TierOf(place) % kDepartmentTiers;
}

}  // namespace nianbao::aggregator
