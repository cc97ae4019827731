// The order of rows that v1::QueryStatisticsRequest.order_by asks for.
#ifndef NIANBAO_AGGREGATOR_QUESTION_ROW_ORDER_H_
#define NIANBAO_AGGREGATOR_QUESTION_ROW_ORDER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "aggregator/question/statistic_names.h"

namespace nianbao::aggregator {

// Rows without the statistic come after all others, either way.
struct OrderTerm {
  // Number of a field of v1::Statistics that can be ordered by.
  int field = 0;
  bool descending = false;
};

// The first term decides, then the next; of equal rows, and without terms, the
// one whose group comes first.
using RowOrder = std::vector<OrderTerm>;

// Reads "coverage desc, mean". INVALID_ARGUMENT with BadRequest on order_by; it
// names the column, counted from 1, and the names that there are.
absl::StatusOr<RowOrder> ParseRowOrder(
    absl::string_view order_by, absl::Span<const StatisticName> statistics);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_ROW_ORDER_H_
