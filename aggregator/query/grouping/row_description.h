// What rows of answers say of the values they stand on.
#ifndef NIANBAO_AGGREGATOR_QUERY_GROUPING_ROW_DESCRIPTION_H_
#define NIANBAO_AGGREGATOR_QUERY_GROUPING_ROW_DESCRIPTION_H_

#include <string>

#include "aggregator/columns/snapshot.h"
#include "aggregator/question/body_number.h"
#include "aggregator/question/statistics_mask.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/indicator.pb.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// Sets `fields` of `extreme`; the division is left out when it is not known.
void DescribeValue(const Snapshot& snapshot, const Candidate& value,
                   const Fields& fields, v1::Extreme& extreme);

// Sets all of `extreme`.
inline void DescribeValue(const Snapshot& snapshot, const Candidate& value,
                          v1::Extreme& extreme) {
  DescribeValue(snapshot, value, Fields().set(), extreme);
}

// Sets `fields` of what a group says of its kind of body, which is absent where
// bodies are mixed.
void DescribeBody(const Catalogue& catalogue, std::optional<BodyNumber> body,
                  const Fields& fields, v1::Group& group);

// Sets all of that.
inline void DescribeBody(const Catalogue& catalogue,
                         std::optional<BodyNumber> body, v1::Group& group) {
  DescribeBody(catalogue, body, Fields().set(), group);
}

// True when values of issuers may be summed. `indicator` may be null.
bool AddsUp(const v1::Indicator* indicator, v1::Kind kind);

// Empty when nobody knows it, and for ranks. `indicator` may be null.
const std::string& UnitOf(const v1::Indicator* indicator, v1::Kind kind);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_GROUPING_ROW_DESCRIPTION_H_
