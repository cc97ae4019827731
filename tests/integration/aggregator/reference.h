// Statistics computed the plain way, to hold the aggregator's against: maps and
// loops over whole reports, long double arithmetic, no code of the aggregator.
#ifndef NIANBAO_TESTS_INTEGRATION_AGGREGATOR_REFERENCE_H_
#define NIANBAO_TESTS_INTEGRATION_AGGREGATOR_REFERENCE_H_

#include <vector>

#include "common/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"
#include "tests/integration/aggregator/corpus.h"

namespace nianbao {

// Rows in the order they must come in; extremes carry values only.
std::vector<v1::Statistics> ReferenceStatistics(
    const Catalogue& catalogue, const Corpus& corpus,
    const v1::QueryStatisticsRequest& request);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_INTEGRATION_AGGREGATOR_REFERENCE_H_
