// What a check has found, before it is put into words.
#ifndef NIANBAO_AGGREGATOR_QUERY_CHECKS_FINDING_H_
#define NIANBAO_AGGREGATOR_QUERY_CHECKS_FINDING_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "aggregator/columns/chunk.h"
#include "aggregator/query/subjects/owner_set.h"
#include "aggregator/question/check_code.h"

namespace nianbao::aggregator {

struct Finding {
  CheckCode code = CheckCode::kNeighbourPower;
  // The value in doubt, and those that it was held against. Of kCopiedReport
  // two rows of which only report and year are set.
  std::vector<Candidate> rows;
  // What the others give, and what would agree with them.
  std::optional<double> computed;
  std::optional<double> suggested;
  // Of the slips: the power of ten.
  int power = 0;
  // Of kPeerPower: how many there are.
  int64_t peers = 0;
  // Of kScopeChanged: those of the two rows.
  OwnerSet owners = 0;
  OwnerSet previous_owners = 0;
  // Of kCopiedReport: see CopyPair.
  double share = 0;
  int figures = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_CHECKS_FINDING_H_
