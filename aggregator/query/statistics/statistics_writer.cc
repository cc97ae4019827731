#include "aggregator/query/statistics/statistics_writer.h"

#include <optional>
#include <string>

#include "aggregator/query/grouping/row_description.h"

namespace nianbao::aggregator {

using v1::Statistics;

StatisticsWriter::StatisticsWriter(const StatisticsQuery& query,
                                   const StatisticsMask& mask,
                                   const v1::QueryStatisticsRequest& request)
    : query_(query),
      mask_(mask),
      probabilities_(request.probabilities().begin(),
                     request.probabilities().end()),
      tokens_(request.selection(), query.groups()) {}

void StatisticsWriter::Write(const StatisticsRow& row,
                             Statistics& message) const {
  const SelectionPlan& plan = query_.plan();
  const std::string& name = plan.names()[row.name];
  v1::Group& group = *message.mutable_group();
  if (mask_.group[v1::Group::kIndicatorFieldNumber]) group.set_indicator(name);
  query_.groups().Describe(row.slot, row.year, mask_.group, group);
  if (Wants(Statistics::kUnitFieldNumber)) {
    message.set_unit(UnitOf(row.indicator, plan.kind()));
  }
  if (Wants(Statistics::kCountFieldNumber)) message.set_count(row.count);
  if (Wants(Statistics::kInexactCountFieldNumber)) {
    message.set_inexact_count(row.inexact);
  }
  if (Wants(Statistics::kExcludedCountFieldNumber)) {
    message.set_excluded_count(row.excluded);
  }
  WriteCoverage(row, message);
  if (row.summary.has_value()) WriteFigures(row, message);
  if (Wants(Statistics::kPooledRateFieldNumber) &&
      row.pooled_rate.has_value()) {
    message.set_pooled_rate(*row.pooled_rate);
  }
  if (Wants(Statistics::kPooledCountFieldNumber)) {
    message.set_pooled_count(row.pooled_count);
  }
  if (Wants(Statistics::kSelectionTokenFieldNumber)) {
    tokens_.Write(name, row.slot, row.year, *message.mutable_selection_token());
  }
}

void StatisticsWriter::WriteCoverage(const StatisticsRow& row,
                                     Statistics& message) const {
  if (Wants(Statistics::kDivisionsReportingFieldNumber)) {
    message.set_divisions_reporting(row.divisions_reporting);
  }
  if (!row.divisions_in_scope.has_value()) return;
  if (Wants(Statistics::kDivisionsInScopeFieldNumber)) {
    message.set_divisions_in_scope(*row.divisions_in_scope);
  }
  if (Wants(Statistics::kDivisionsWithReportFieldNumber)) {
    message.set_divisions_with_report(row.divisions_with_report);
  }
  const std::optional<double> coverage = row.Coverage();
  if (Wants(Statistics::kCoverageFieldNumber) && coverage.has_value()) {
    message.set_coverage(*coverage);
  }
}

void StatisticsWriter::WriteFigures(const StatisticsRow& row,
                                    Statistics& message) const {
  const SelectionPlan& plan = query_.plan();
  const Summary& summary = *row.summary;
  const std::optional<double> sum = row.Sum(plan.kind());
  if (Wants(Statistics::kSumFieldNumber) && sum.has_value()) {
    message.set_sum(*sum);
  }
  if (Wants(Statistics::kMeanFieldNumber)) message.set_mean(summary.mean);
  if (Wants(Statistics::kMedianFieldNumber)) message.set_median(summary.median);
  if (Wants(Statistics::kStandardDeviationFieldNumber) &&
      summary.standard_deviation.has_value()) {
    message.set_standard_deviation(*summary.standard_deviation);
  }
  if (Wants(Statistics::kCoefficientOfVariationFieldNumber) &&
      summary.coefficient_of_variation.has_value()) {
    message.set_coefficient_of_variation(*summary.coefficient_of_variation);
  }
  if (Wants(Statistics::kGiniFieldNumber) && summary.gini.has_value()) {
    message.set_gini(*summary.gini);
  }
  if (Wants(Statistics::kQuantilesFieldNumber)) {
    for (size_t i = 0; i < probabilities_.size(); ++i) {
      v1::Quantile& quantile = *message.add_quantiles();
      quantile.set_probability(probabilities_[i]);
      quantile.set_value(row.quantiles[i]);
    }
  }
  if (Wants(Statistics::kMinFieldNumber)) {
    DescribeValue(plan.snapshot(), row.least, mask_.min,
                  *message.mutable_min());
  }
  if (Wants(Statistics::kMaxFieldNumber)) {
    DescribeValue(plan.snapshot(), row.greatest, mask_.max,
                  *message.mutable_max());
  }
}

}  // namespace nianbao::aggregator
