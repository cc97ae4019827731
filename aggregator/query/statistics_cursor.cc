#include "aggregator/query/statistics_cursor.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "aggregator/query/row_description.h"
#include "aggregator/query/row_order.h"
#include "aggregator/query/selection_token.h"
#include "aggregator/query/sorted_rows.h"
#include "aggregator/query/statistics.h"

namespace nianbao {
namespace {

void SetFigures(const Summary& summary, v1::Statistics& statistics) {
  statistics.set_mean(summary.mean);
  statistics.set_median(summary.median);
  if (summary.standard_deviation.has_value()) {
    statistics.set_standard_deviation(*summary.standard_deviation);
  }
  if (summary.coefficient_of_variation.has_value()) {
    statistics.set_coefficient_of_variation(*summary.coefficient_of_variation);
  }
  if (summary.gini.has_value()) statistics.set_gini(*summary.gini);
}

void SetCoverage(const StatisticsRow& row, v1::Statistics& statistics) {
  statistics.set_divisions_reporting(row.divisions_reporting);
  if (!row.divisions_in_scope.has_value()) return;
  statistics.set_divisions_in_scope(*row.divisions_in_scope);
  statistics.set_divisions_with_report(row.divisions_with_report);
  const std::optional<double> coverage = row.Coverage();
  if (coverage.has_value()) statistics.set_coverage(*coverage);
}

class StatisticsCursor final : public Cursor<v1::QueryStatisticsResponse> {
 public:
  StatisticsCursor(std::unique_ptr<StatisticsQuery> query, RowOrder order,
                   const v1::QueryStatisticsRequest& request)
      : query_(std::move(query)),
        order_(std::move(order)),
        limit_(static_cast<size_t>(request.limit())),
        probabilities_(request.probabilities().begin(),
                       request.probabilities().end()),
        tokens_(request.selection(), query_->groups()),
        sorted_(limit_) {}

  absl::StatusOr<bool> Next(std::vector<v1::QueryStatisticsResponse>& messages,
                            Stopped stopped) override {
    if (stopped()) return absl::CancelledError("the query was cancelled");
    if (!order_.empty() && !all_sorted_) {
      const absl::Status sorted = SortSome(stopped);
      if (!sorted.ok()) return sorted;
      return true;
    }
    v1::QueryStatisticsResponse message;
    bool more = true;
    while (message.statistics_size() < kMessageRows) {
      const absl::StatusOr<bool> row = NextRow(stopped);
      if (!row.ok()) return row.status();
      more = *row;
      if (!more) break;
      if (message.statistics_size() == 0) {
        message.mutable_statistics()->Reserve(kMessageRows);
      }
      Describe(*message.add_statistics());
    }
    if (message.statistics_size() > 0) messages.push_back(std::move(message));
    return more;
  }

 private:
  // Makes the rows to sort, as many as take about a millisecond.
  absl::Status SortSome(Stopped stopped) {
    for (int i = 0; i < 8 * kMessageRows; ++i) {
      const absl::StatusOr<bool> more = query_->Next(row_, stopped);
      if (!more.ok()) return more.status();
      if (!*more) {
        all_sorted_ = true;
        return sorted_.Sort(stopped);
      }
      const absl::Status added =
          sorted_.Add(order_.Key(row_, query_->plan().kind()), row_);
      if (!added.ok()) return added;
    }
    return absl::OkStatus();
  }

  absl::StatusOr<bool> NextRow(Stopped stopped) {
    if (!order_.empty()) return sorted_.Next(row_);
    if (limit_ > 0 && given_ == limit_) return false;
    ++given_;
    return query_->Next(row_, stopped);
  }

  // Puts row_ into a message.
  void Describe(v1::Statistics& statistics) const {
    const SelectionPlan& plan = query_->plan();
    const std::string& name = plan.names()[row_.name];
    v1::Group& group = *statistics.mutable_group();
    group.set_indicator(name);
    query_->groups().Describe(row_.slot, row_.year, group);
    statistics.set_unit(UnitOf(row_.indicator, plan.kind()));
    statistics.set_count(row_.count);
    statistics.set_inexact_count(row_.inexact);
    statistics.set_excluded_count(row_.excluded);
    SetCoverage(row_, statistics);
    if (row_.summary.has_value()) {
      const std::optional<double> sum = row_.Sum(plan.kind());
      if (sum.has_value()) statistics.set_sum(*sum);
      SetFigures(*row_.summary, statistics);
      for (size_t i = 0; i < probabilities_.size(); ++i) {
        v1::Quantile& quantile = *statistics.add_quantiles();
        quantile.set_probability(probabilities_[i]);
        quantile.set_value(row_.quantiles[i]);
      }
      DescribeValue(plan.snapshot(), row_.least, *statistics.mutable_min());
      DescribeValue(plan.snapshot(), row_.greatest, *statistics.mutable_max());
    }
    if (row_.pooled_rate.has_value()) {
      statistics.set_pooled_rate(*row_.pooled_rate);
    }
    statistics.set_pooled_count(row_.pooled_count);
    tokens_.Write(name, row_.slot, row_.year,
                  *statistics.mutable_selection_token());
  }

  const std::unique_ptr<StatisticsQuery> query_;
  const RowOrder order_;
  // 0 for all.
  const size_t limit_;
  const std::vector<double> probabilities_;
  const SelectionTokens tokens_;
  SortedRows sorted_;
  bool all_sorted_ = false;
  size_t given_ = 0;
  StatisticsRow row_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Cursor<v1::QueryStatisticsResponse>>>
QueryStatistics(const Catalogue& catalogue, SnapshotPtr snapshot,
                const v1::QueryStatisticsRequest& request) {
  absl::StatusOr<RowOrder> order = RowOrder::Parse(request.order_by());
  if (!order.ok()) return order.status();
  absl::StatusOr<std::unique_ptr<StatisticsQuery>> query =
      StatisticsQuery::Create(catalogue, std::move(snapshot), request);
  if (!query.ok()) return query.status();
  return std::make_unique<StatisticsCursor>(*std::move(query),
                                            *std::move(order), request);
}

}  // namespace nianbao
