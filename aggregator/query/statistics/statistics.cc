#include "aggregator/query/statistics/statistics.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "aggregator/query/grouping/row_description.h"
#include "aggregator/query/quantile.h"

namespace nianbao::aggregator {
namespace {

// True when rows carry what YearsAndIssuers tells, which costs a look at each
// value of a group over several years.
bool WantsYearsOrIssuers(const Fields& wanted) {
  return wanted[v1::Statistics::kFirstYearFieldNumber] ||
         wanted[v1::Statistics::kLastYearFieldNumber] ||
         wanted[v1::Statistics::kIssuerCountFieldNumber];
}

}  // namespace

std::optional<double> StatisticsRow::Coverage() const {
  if (!divisions_in_scope.has_value() || *divisions_in_scope == 0) {
    return std::nullopt;
  }
  return static_cast<double>(divisions_reporting) / *divisions_in_scope;
}

std::optional<double> StatisticsRow::Sum(v1::Kind kind) const {
  if (!summary.has_value() || !AddsUp(indicator, kind)) return std::nullopt;
  return summary->sum;
}

StatisticsQuery::StatisticsQuery(const Catalogue& catalogue,
                                 SnapshotPtr snapshot,
                                 const StatisticsQuestion& question)
    : plan_(catalogue, std::move(snapshot), question.selection),
      parts_(plan_.Parts(question.grouping.SplitsBodies())),
      groups_(question.selection, question.grouping),
      wanted_(question.Wanted()),
      describes_(WantsYearsOrIssuers(wanted_)),
      probabilities_(question.probabilities),
      coverage_(plan_.snapshot(), groups_, question.selection.first_year,
                question.selection.last_year) {}

absl::StatusOr<bool> StatisticsQuery::Next(StatisticsRow& row,
                                           Stopped stopped) {
  ValueGroup* group = values_.has_value() ? values_->Next() : nullptr;
  while (group == nullptr) {
    if (next_part_ == parts_.size()) return false;
    const absl::Status status = StartPart(stopped);
    if (!status.ok()) return status;
    group = values_->Next();
  }
  const absl::Status status = Fill(*group, row, stopped);
  if (!status.ok()) return status;
  return true;
}

absl::Status StatisticsQuery::StartPart(Stopped stopped) {
  absl::StatusOr<SelectedValues> values =
      plan_.Load(parts_[next_part_], stopped);
  if (!values.ok()) return values.status();
  indicator_ = values->indicator;
  absl::StatusOr<PooledRates> pooled = PooledRates::Create(
      plan_, groups_, indicator_, parts_[next_part_].body, stopped);
  if (!pooled.ok()) return pooled.status();
  pooled_ = *std::move(pooled);
  absl::StatusOr<GroupedValues> grouped = GroupedValues::Create(
      plan_.snapshot(), groups_, std::move(values->chunks), pooled_.slots(),
      plan_.selection().include_erroneous, scratch_, stopped);
  if (!grouped.ok()) return grouped.status();
  values_ = *std::move(grouped);
  ++next_part_;
  return absl::OkStatus();
}

absl::Status StatisticsQuery::Fill(ValueGroup& group, StatisticsRow& row,
                                   Stopped stopped) {
  const absl::StatusOr<absl::Span<const double>> values =
      values_->Ascending(group, stopped);
  if (!values.ok()) return values.status();
  row.part = next_part_ - 1;
  row.indicator = indicator_;
  row.slot = group.slot;
  row.year = group.year;
  row.count = group.count;
  row.inexact = group.inexact;
  row.excluded = group.excluded;
  row.unconvertible = group.unconvertible;
  row.described = describes_ ? values_->Describe(group) : YearsAndIssuers();
  row.divisions_reporting = group.reporting;
  row.divisions_in_scope.reset();
  row.divisions_with_report.reset();
  const std::optional<Stratum> stratum =
      CountedStratum(groups_, plan_.selection().report_type,
                     parts_[row.part].body, group.slot);
  if (stratum.has_value()) {
    row.divisions_in_scope = groups_.DivisionsInScope(group.slot);
    row.divisions_with_report =
        coverage_.DivisionsWithReport(*stratum, group.slot, group.year);
  }
  row.summary.reset();
  row.quantiles.clear();
  if (!values->empty()) {
    row.summary = Summarize(*values, wanted_);
    for (const double probability : probabilities_) {
      row.quantiles.push_back(Quantile(*values, probability));
    }
    row.least = values_->Least(group);
    row.greatest = values_->Greatest(group);
  }
  const PooledRate* const pooled = pooled_.Find(group.slot, group.year);
  row.pooled_rate = pooled == nullptr ? std::nullopt : pooled->Get();
  row.pooled_count = pooled == nullptr ? 0 : pooled->count;
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator
