#include "aggregator/election/eligibility.h"

namespace nianbao::aggregator {
namespace {

// Says what was measured, how much it was, and when.
bool IsComplete(const v1::Observation& observation) {
  return !observation.indicator().empty() && observation.has_quantity() &&
         observation.year() != 0;
}

}  // namespace

bool IsCountable(const v1::Observation& observation) {
  return IsComplete(observation) && observation.scope() != v1::SCOPE_OTHER &&
         observation.headline();
}

v1::QueryObservationsResponse::Standing StandingOf(
    const v1::Observation& observation) {
  using v1::QueryObservationsResponse;
  if (!IsComplete(observation)) {
    return QueryObservationsResponse::STANDING_INCOMPLETE;
  }
  return observation.scope() == v1::SCOPE_OTHER
             ? QueryObservationsResponse::STANDING_OTHER_SCOPE
             : QueryObservationsResponse::STANDING_NOT_HEADLINE;
}

bool IsPercentage(const v1::Observation& observation) {
  const std::string& unit = observation.quantity().unit();
  return unit == "%" || unit == "百分点";
}

bool TakesPercentages(const v1::Indicator* indicator) {
  return indicator == nullptr ||
         indicator->measure() == v1::Indicator::MEASURE_RATE;
}

}  // namespace nianbao::aggregator
