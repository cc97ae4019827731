// Divisions by rank.
#ifndef NIANBAO_AGGREGATOR_QUERY_RANK_RANK_H_
#define NIANBAO_AGGREGATOR_QUERY_RANK_RANK_H_

#include <memory>

#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/question/questions.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// One ranking for each indicator, kind of body, year and level, in that order:
// of all issuers that have a value and that the selection does not leave out.
// Equal values come in the order of their divisions. `limit` counts rows and
// may cut through equal values. Departments of unknown kinds are not ranked,
// nor are reports without a known issuer or year. With latest_year there is one
// ranking over all years, of the newest value of each issuer; those compared
// with are all that have a value of `compare_year`.
//
// `catalogue` must outlive the cursor. Linear in the rows of the rankings;
// memory is that of one ranking.
std::unique_ptr<Cursor<v1::RankDivisionsResponse>> RankDivisions(
    const Catalogue& catalogue, SnapshotPtr snapshot,
    const RankQuestion& question);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_RANK_RANK_H_
