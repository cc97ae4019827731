// How values are spread.
#ifndef NIANBAO_AGGREGATOR_QUERY_DISTRIBUTION_DISTRIBUTION_H_
#define NIANBAO_AGGREGATOR_QUERY_DISTRIBUTION_DISTRIBUTION_H_

#include <memory>

#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/question/questions.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// One row for each indicator and group that has a value that counts. How many
// bins there are without bin_count and edges: see ChooseBinCount. Groups whose
// values are all equal have a single bin, unless edges are given.
//
// `catalogue` must outlive the cursor. O(n log y) in the rows of an indicator
// and its y years, memory O(n).
std::unique_ptr<Cursor<v1::QueryDistributionsResponse>> QueryDistributions(
    const Catalogue& catalogue, SnapshotPtr snapshot,
    const DistributionQuestion& question);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_DISTRIBUTION_DISTRIBUTION_H_
