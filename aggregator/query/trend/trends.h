// How indicators moved from year to year.
#ifndef NIANBAO_AGGREGATOR_QUERY_TREND_TRENDS_H_
#define NIANBAO_AGGREGATOR_QUERY_TREND_TRENDS_H_

#include <memory>

#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/query/subjects/subject_owners.h"
#include "aggregator/question/questions.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// One row for each indicator and group that has a value in a year of the
// selection, or in the year that this one is compared with; the latter may lie
// before the selection's first year, and counts only while somebody has a value
// in the later year. With latest_year an issuer is in the row of its newest
// year alone, with whatever it had `lag` years before.
//
// `catalogue` and `owners` must outlive the cursor. O(n log n) in the rows of
// an indicator, memory likewise.
std::unique_ptr<Cursor<v1::QueryTrendsResponse>> QueryTrends(
    const Catalogue& catalogue, const SnapshotPtr& snapshot,
    SubjectOwners& owners, const TrendQuestion& question);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_TREND_TRENDS_H_
