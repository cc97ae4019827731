// The order of rows that v1::QueryStatisticsRequest.order_by asks for.
#ifndef NIANBAO_AGGREGATOR_QUESTION_ROW_ORDER_H_
#define NIANBAO_AGGREGATOR_QUESTION_ROW_ORDER_H_

#include <optional>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "aggregator/query/statistics/statistics.h"

namespace nianbao::aggregator {

// What rows are ordered by: smaller ones come first.
using RowKey = absl::InlinedVector<double, 3>;

// Immutable and thread-safe.
class RowOrder {
 public:
  // "coverage desc, mean". INVALID_ARGUMENT with BadRequest on order_by; it
  // names the column, counted from 1, and the fields that there are.
  static absl::StatusOr<RowOrder> Parse(absl::string_view order_by);

  // True when rows keep the order of their groups.
  bool empty() const { return terms_.empty(); }

  // The value of each field, negated where it descends; infinity for a row
  // without it.
  RowKey Key(const StatisticsRow& row, v1::Kind kind) const;

 private:
  using Field = std::optional<double> (*)(const StatisticsRow&, v1::Kind);
  struct Term {
    Field field;
    bool descending = false;
  };

  std::vector<Term> terms_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_ROW_ORDER_H_
