// Answers computed the plain way, to hold the aggregator's against: long double
// arithmetic over reference_facts.h, no code of the aggregator.
#ifndef NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_H_
#define NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_H_

#include <vector>

#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"
#include "tests/integration/aggregator/corpus.h"

namespace nianbao::aggregator {

// Rows in the order they must come in. Extremes carry values only; names for
// people and selection tokens are left out.

std::vector<v1::Statistics> ReferenceRows(
    const Catalogue& catalogue, const Corpus& corpus,
    const v1::QueryStatisticsRequest& request);

std::vector<v1::RankedDivision> ReferenceRows(
    const Catalogue& catalogue, const Corpus& corpus,
    const v1::RankDivisionsRequest& request);

std::vector<v1::Trend> ReferenceRows(const Catalogue& catalogue,
                                     const Corpus& corpus,
                                     const v1::QueryTrendsRequest& request);

std::vector<v1::Distribution> ReferenceRows(
    const Catalogue& catalogue, const Corpus& corpus,
    const v1::QueryDistributionsRequest& request);

std::vector<v1::Correlation> ReferenceRows(
    const Catalogue& catalogue, const Corpus& corpus,
    const v1::QueryCorrelationsRequest& request);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_H_
