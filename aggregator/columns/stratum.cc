#include "aggregator/columns/stratum.h"

#include "common/domain/report_identity.h"

namespace nianbao::aggregator {
namespace {

BodyNumber BodyOf(const Catalogue& catalogue, int32_t year, Place place,
                  absl::string_view issuer_name) {
  if (!IsIdentified(FindDivision(place), LevelOf(place), year)) {
    return kUnidentified;
  }
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

Located Locate(const Catalogue& catalogue, const ReportHead& report) {
  const Place place = PlaceOf(report.division_code, report.level);
  return {.place = place,
          .stratum = StratumOf(catalogue, report.type, report.year, place,
                               report.issuer_name)};
}

}  // namespace nianbao::aggregator
