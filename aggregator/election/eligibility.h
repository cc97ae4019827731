// Which observations may stand for their issuers in statistics at all.
//
// These are rules of the field, the same for every store. They look at one
// observation alone; which of several eligible ones is taken is the matter of
// rivalry.h (among reports) and claim.h (among observations).
//
// The folder election/ stands below columns/ in the order of the libraries, as
// columns are what remains after the rules have been applied: it knows
// messages, but neither columns nor queries nor stores.
#ifndef NIANBAO_AGGREGATOR_ELECTION_ELIGIBILITY_H_
#define NIANBAO_AGGREGATOR_ELECTION_ELIGIBILITY_H_

#include "nianbao/v1/aggregator_service.pb.h"
#include "nianbao/v1/indicator.pb.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// True when the observation names an indicator, a value and a year, speaks of
// the issuer's own scope, and is the headline among those of its report.
bool IsCountable(const v1::Observation& observation);

// Why an observation without IsCountable is not counted: INCOMPLETE,
// OTHER_SCOPE or NOT_HEADLINE, the first of them that holds.
v1::QueryObservationsResponse::Standing StandingOf(
    const v1::Observation& observation);

// True when the value is printed in % or 百分点.
bool IsPercentage(const v1::Observation& observation);

// True when percentages may stand in statistics of `indicator`: it is a rate,
// or null, which is an indicator that the catalogue does not have. Of a count
// (件) a percentage (上升5%) tells something else than the count.
bool TakesPercentages(const v1::Indicator* indicator);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_ELECTION_ELIGIBILITY_H_
