// Whether a rate is what its numerator and denominator give.
#ifndef NIANBAO_AGGREGATOR_QUERY_CHECKS_RATE_PARTS_H_
#define NIANBAO_AGGREGATOR_QUERY_CHECKS_RATE_PARTS_H_

#include <optional>

#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

struct PrintedValue {
  double value = 0;
  v1::Modifier modifier = v1::MODIFIER_EXACT;
};

// The rate in percent that the parts give, where `rate` cannot be it however
// the three were rounded; absent where it can, and without a denominator above
// 0. rate_parts.cc says what rounding is allowed for.
std::optional<double> RateOutsideParts(PrintedValue rate,
                                       PrintedValue numerator,
                                       PrintedValue denominator);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_CHECKS_RATE_PARTS_H_
