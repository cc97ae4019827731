// How two indicators go together.
#ifndef NIANBAO_AGGREGATOR_QUERY_CORRELATION_CORRELATION_H_
#define NIANBAO_AGGREGATOR_QUERY_CORRELATION_CORRELATION_H_

#include <memory>

#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/question/questions.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// One row for each group that has a pair: an issuer and a year with a value of
// both x and y. With latest_year that year is the newest of both.
//
// `catalogue` must outlive the cursor. O(n log n) in the rows of x and y,
// memory likewise.
std::unique_ptr<Cursor<v1::QueryCorrelationsResponse>> QueryCorrelations(
    const Catalogue& catalogue, SnapshotPtr snapshot,
    const CorrelationQuestion& question);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_CORRELATION_CORRELATION_H_
