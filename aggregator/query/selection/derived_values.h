// Values of derived indicators.
#ifndef NIANBAO_AGGREGATOR_QUERY_SELECTION_DERIVED_VALUES_H_
#define NIANBAO_AGGREGATOR_QUERY_SELECTION_DERIVED_VALUES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/question/formula.h"

namespace nianbao::aggregator {

// The chunks of `formula` from those of its operands (in the order of
// formula.operands(), each in the order of the years): a row for each issuer
// and year that all of them have, without values that statistics leave out.
// Place, report and position are those of the first operand, the confidence is
// the least, diagnostics are those of any; a value is inexact when one of them
// is. CANCELLED when `stopped` said so. O(rows of the operands + n log n in the
// n rows of the result).
absl::StatusOr<std::vector<ChunkPtr>> DeriveValues(
    const Snapshot& snapshot, const Formula& formula,
    absl::Span<const std::vector<ChunkPtr>> operands, bool include_erroneous,
    Stopped stopped);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SELECTION_DERIVED_VALUES_H_
