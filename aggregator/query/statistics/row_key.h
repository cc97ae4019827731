// Where rows of statistics stand in the order that a question asks for.
#ifndef NIANBAO_AGGREGATOR_QUERY_STATISTICS_ROW_KEY_H_
#define NIANBAO_AGGREGATOR_QUERY_STATISTICS_ROW_KEY_H_

#include <optional>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "aggregator/query/statistics/statistics.h"
#include "aggregator/question/row_order.h"

namespace nianbao::aggregator {

// Rows come in ascending order of these. Few orders have more than three terms.
using RowKey = absl::InlinedVector<double, 3>;

// Immutable and thread-safe.
class RowKeys {
 public:
  explicit RowKeys(const RowOrder& order);

  // The value of each statistic ordered by, negated where it descends; infinity
  // for a row without it.
  RowKey Of(const StatisticsRow& row, v1::Kind kind) const;

 private:
  struct Term {
    std::optional<double> (*value)(const StatisticsRow&, v1::Kind);
    bool descending;
  };

  std::vector<Term> terms_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_STATISTICS_ROW_KEY_H_
