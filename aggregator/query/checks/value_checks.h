// The checks over values, each over all values of one indicator.
#ifndef NIANBAO_AGGREGATOR_QUERY_CHECKS_VALUE_CHECKS_H_
#define NIANBAO_AGGREGATOR_QUERY_CHECKS_VALUE_CHECKS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "aggregator/query/checks/finding.h"
#include "aggregator/query/cursor.h"
#include "aggregator/query/grouping/groups.h"
#include "aggregator/query/selection/selected_values.h"
#include "aggregator/query/subjects/subject_owners.h"

namespace nianbao::aggregator {

// What values are compared with, and which are judged.
struct ValueCheckScope {
  // Selects all values of the type of reports.
  const SelectionPlan& all;
  // The places whose values are judged.
  const Groups& places;
  SubjectOwners& owners;
};

// What the check of that code finds among the values of an indicator, in no
// particular order; nothing for kCopiedReport. Values that statistics leave out
// are neither judged nor compared with. CANCELLED when `stopped` said so. O(n
// log n) in the values.
absl::StatusOr<std::vector<Finding>> CheckValues(CheckCode code,
                                                 const ValueCheckScope& scope,
                                                 const std::string& indicator,
                                                 Stopped stopped);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_CHECKS_VALUE_CHECKS_H_
