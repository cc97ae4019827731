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

// One ranking for each indicator, year and level, in that order: of all issuers
// that have a value and that the selection does not leave out, departments
// among each other, too. Equal values come in the order of their divisions.
// `limit` counts rows and may cut through equal values. With latest_year a
// ranking holds those whose newest value is of its year; those compared with
// are all that have a value of `compare_year`, wherever it lies.
//
// `catalogue` must outlive the cursor. Linear in the rows of the rankings;
// memory is that of one ranking.
std::unique_ptr<Cursor<v1::RankDivisionsResponse>> RankDivisions(
    const Catalogue& catalogue, SnapshotPtr snapshot,
    const RankQuestion& question);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_RANK_RANK_H_
