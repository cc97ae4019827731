#include "aggregator/query/statistics/row_key.h"

#include <limits>

#include "aggregator/query/statistics/statistic_list.h"

namespace nianbao::aggregator {

RowKeys::RowKeys(const RowOrder& order) {
  for (const OrderTerm& term : order) {
    terms_.push_back({OrderValue(term.field), term.descending});
  }
}

RowKey RowKeys::Of(const StatisticsRow& row, v1::Kind kind) const {
  RowKey key;
  for (const Term& term : terms_) {
    const std::optional<double> value = term.value(row, kind);
    if (!value.has_value()) {
      key.push_back(std::numeric_limits<double>::infinity());
    } else {
      key.push_back(term.descending ? -*value : *value);
    }
  }
  return key;
}

}  // namespace nianbao::aggregator
