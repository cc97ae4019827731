// Answers QueryStatistics from a snapshot.
#ifndef NIANBAO_AGGREGATOR_QUERY_STATISTICS_STATISTICS_CURSOR_H_
#define NIANBAO_AGGREGATOR_QUERY_STATISTICS_STATISTICS_CURSOR_H_

#include <memory>

#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/question/questions.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// A message holds up to kMessageRows rows, of one or several indicators. Rows
// are made as they are asked for; only in another order all are made before the
// first, and RESOURCE_EXHAUSTED, with a hint, answers more than may be held
// (see sorted_rows.h). `catalogue` must outlive the cursor.
std::unique_ptr<Cursor<v1::QueryStatisticsResponse>> QueryStatistics(
    const Catalogue& catalogue, SnapshotPtr snapshot,
    const StatisticsQuestion& question);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_STATISTICS_STATISTICS_CURSOR_H_
