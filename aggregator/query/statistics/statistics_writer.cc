#include "aggregator/query/statistics/statistics_writer.h"

#include <string>

#include "aggregator/query/grouping/row_description.h"
#include "aggregator/query/statistics/statistic_list.h"

namespace nianbao::aggregator {

using v1::Statistics;

StatisticsWriter::StatisticsWriter(const StatisticsQuery& query,
                                   const StatisticsQuestion& question)
    : query_(query),
      mask_(question.mask),
      probabilities_(question.probabilities),
      tokens_(question.token_prefix, query.plan().catalogue(), query.groups()) {
}

void StatisticsWriter::Write(const StatisticsRow& row,
                             Statistics& message) const {
  const SelectionPlan& plan = query_.plan();
  const v1::Kind kind = plan.selection().kind;
  const SelectionPart& part = query_.parts()[row.part];
  v1::Group& group = *message.mutable_group();
  if (mask_.group[v1::Group::kIndicatorFieldNumber]) {
    group.set_indicator(part.name);
  }
  DescribeBody(plan.catalogue(), part.body, mask_.group, group);
  query_.groups().Describe(row.slot, row.year, mask_.group, group);
  if (Wants(Statistics::kUnitFieldNumber)) {
    message.set_unit(UnitOf(row.indicator, kind));
  }
  ForEachStatistic([&](const auto& statistic) {
    if (!Wants(statistic.name.field)) return;
    const auto value = statistic.value(row, kind);
    if (value.has_value()) statistic.set(message, *value);
  });
  if (row.summary.has_value()) WriteValues(row, message);
  if (Wants(Statistics::kSelectionTokenFieldNumber)) {
    tokens_.Write(part.name, row.slot, row.year, part.body,
                  *message.mutable_selection_token());
  }
}

void StatisticsWriter::WriteValues(const StatisticsRow& row,
                                   Statistics& message) const {
  const Snapshot& snapshot = query_.plan().snapshot();
  if (Wants(Statistics::kQuantilesFieldNumber)) {
    for (size_t i = 0; i < probabilities_.size(); ++i) {
      v1::Quantile& quantile = *message.add_quantiles();
      quantile.set_probability(probabilities_[i]);
      quantile.set_value(row.quantiles[i]);
    }
  }
  if (Wants(Statistics::kMinFieldNumber)) {
    DescribeValue(snapshot, row.least, mask_.min, *message.mutable_min());
  }
  if (Wants(Statistics::kMaxFieldNumber)) {
    DescribeValue(snapshot, row.greatest, mask_.max, *message.mutable_max());
  }
}

}  // namespace nianbao::aggregator
