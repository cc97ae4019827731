#include "aggregator/columns/stratum.h"

namespace nianbao::aggregator {
namespace {

BodyNumber BodyOf(const Catalogue& catalogue, int32_t year, Place place,
                  absl::string_view issuer_name) {
  if (year == 0 || !IsKnown(place)) return kUnidentified;
  if (LevelOf(place) != v1::LEVEL_DEPARTMENT) return kGovernments;
  const v1::Body* const body = catalogue.bodies().Find(issuer_name);
  return body == nullptr ? kOtherBodies : BodyNumberOf(catalogue, *body);
}

}  // namespace

Stratum StratumOf(const Catalogue& catalogue, v1::Report::Type type,
                  int32_t year, Place place, absl::string_view issuer_name) {
  return {.type = KnownType(type),
          .body = BodyOf(catalogue, year, place, issuer_name)};
}

}  // namespace nianbao::aggregator
