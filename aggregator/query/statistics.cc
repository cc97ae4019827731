#include "aggregator/query/statistics.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "aggregator/query/summary.h"

namespace nianbao {
namespace {

std::pair<int64_t, int32_t> IssuerYear(const Value& value) {
  return {value.issuer, value.year};
}

// The value of several equal ones that a row names.
bool NamedBefore(const Value& a, const Value& b) {
  return std::tie(a.division, a.year, a.report, a.observation) <
         std::tie(b.division, b.year, b.report, b.observation);
}

bool AddsUp(const v1::Indicator* indicator, v1::Kind kind) {
  return indicator != nullptr && kind != v1::KIND_RANK &&
         indicator->measure() != v1::Indicator::MEASURE_RATE;
}

void SetExtreme(const Gazetteer& gazetteer, const Value& value,
                v1::Extreme& extreme) {
  extreme.set_value(value.value);
  extreme.set_observation(value.observation);
  if (value.division != kNoDivision) {
    extreme.set_division(
        absl::StrCat("divisions/", gazetteer.divisions()[value.division].code));
  }
}

}  // namespace

StatisticsQuery::StatisticsQuery(const Gazetteer& divisions,
                                 const v1::QueryStatisticsRequest& request,
                                 const std::vector<ReportedYear>& reports)
    : gazetteer(divisions),
      selector(divisions, request.selection()),
      grouping(divisions, request),
      coverage(divisions, selector, grouping, reports),
      probabilities(request.probabilities().begin(),
                    request.probabilities().end()) {}

std::vector<RatePair> PairRates(const Selector& selector,
                                const std::vector<Value>& numerators,
                                const std::vector<Value>& denominators) {
  std::vector<RatePair> pairs;
  auto denominator = denominators.begin();
  for (const Value& numerator : numerators) {
    while (denominator != denominators.end() &&
           IssuerYear(*denominator) < IssuerYear(numerator)) {
      ++denominator;
    }
    if (denominator == denominators.end()) break;
    if (IssuerYear(*denominator) == IssuerYear(numerator) &&
        selector.Judge(numerator) == Selector::Verdict::kCounted &&
        selector.Judge(*denominator) == Selector::Verdict::kCounted) {
      pairs.push_back({.division = numerator.division,
                       .level = numerator.level,
                       .year = numerator.year,
                       .numerator = numerator.value,
                       .denominator = denominator->value});
    }
  }
  return pairs;
}

IndicatorStatistics::IndicatorStatistics(const StatisticsQuery& query,
                                         std::string name,
                                         const v1::Indicator* indicator,
                                         std::vector<Value> values,
                                         std::vector<RatePair> pairs)
    : query_(query),
      name_(std::move(name)),
      indicator_(indicator),
      values_(std::move(values)),
      pairs_(std::move(pairs)) {
  values_.erase(std::remove_if(values_.begin(), values_.end(),
                               [this](const Value& v) {
                                 return query_.selector.Judge(v) ==
                                        Selector::Verdict::kOutside;
                               }),
                values_.end());
  members_.reserve(values_.size() + pairs_.size());
  for (const Value& v : values_) {
    members_.push_back({query_.grouping.Key(v.division, v.level, v.year),
                        static_cast<uint32_t>(members_.size())});
  }
  for (const RatePair& p : pairs_) {
    members_.push_back({query_.grouping.Key(p.division, p.level, p.year),
                        static_cast<uint32_t>(members_.size())});
  }
  absl::c_sort(members_, [](const Member& a, const Member& b) {
    return std::tie(a.key, a.index) < std::tie(b.key, b.index);
  });
  for (size_t i = 0; i < members_.size(); ++i) {
    if (groups_.empty() || groups_.back().key != members_[i].key) {
      groups_.push_back({members_[i].key, i, i});
    }
    groups_.back().end = i + 1;
  }
}

StatisticsRow IndicatorStatistics::Row(size_t index) const {
  const Group& group = groups_[index];
  StatisticsRow row;
  *row.statistics.mutable_group() = query_.grouping.ToGroup(group.key);
  row.statistics.mutable_group()->set_indicator(name_);
  if (indicator_ != nullptr && query_.selector.kind() != v1::KIND_RANK) {
    row.statistics.set_unit(indicator_->unit());
  }
  AddValues(group, row);
  AddCoverage(group, row.statistics);
  AddPooledRate(group, row.statistics);
  return row;
}

void IndicatorStatistics::AddValues(const Group& group,
                                    StatisticsRow& row) const {
  std::vector<double> counted;
  int64_t inexact = 0;
  int64_t excluded = 0;
  for (size_t i = group.begin; i < group.end; ++i) {
    if (members_[i].index >= values_.size()) continue;
    const Value& v = values_[members_[i].index];
    if (query_.selector.Judge(v) == Selector::Verdict::kExcluded) {
      ++excluded;
      continue;
    }
    counted.push_back(v.value);
    inexact += v.inexact;
    if (row.min == nullptr || v.value < row.min->value ||
        (v.value == row.min->value && NamedBefore(v, *row.min))) {
      row.min = &v;
    }
    if (row.max == nullptr || v.value > row.max->value ||
        (v.value == row.max->value && NamedBefore(v, *row.max))) {
      row.max = &v;
    }
  }
  v1::Statistics& statistics = row.statistics;
  statistics.set_count(static_cast<int64_t>(counted.size()));
  statistics.set_inexact_count(inexact);
  statistics.set_excluded_count(excluded);
  const std::optional<Summary> summary =
      Summarize(absl::MakeSpan(counted), query_.probabilities);
  if (!summary.has_value()) return;
  if (AddsUp(indicator_, query_.selector.kind())) {
    statistics.set_sum(summary->sum);
  }
  statistics.set_mean(summary->mean);
  statistics.set_median(summary->median);
  if (summary->standard_deviation.has_value()) {
    statistics.set_standard_deviation(*summary->standard_deviation);
  }
  for (size_t i = 0; i < summary->quantiles.size(); ++i) {
    v1::Quantile* const quantile = statistics.add_quantiles();
    quantile->set_probability(query_.probabilities[i]);
    quantile->set_value(summary->quantiles[i]);
  }
  SetExtreme(query_.gazetteer, *row.min, *statistics.mutable_min());
  SetExtreme(query_.gazetteer, *row.max, *statistics.mutable_max());
}

void IndicatorStatistics::AddCoverage(const Group& group,
                                      v1::Statistics& statistics) const {
  const std::optional<Coverage::Divisions> scope =
      query_.coverage.Of(group.key);
  absl::flat_hash_set<DivisionIndex> reporting;
  for (size_t i = group.begin; i < group.end; ++i) {
    if (members_[i].index >= values_.size()) continue;
    const Value& v = values_[members_[i].index];
    const bool counts = scope.has_value()
                            ? query_.coverage.Counts(v.division, v.level)
                            : v.division != kNoDivision;
    if (counts) reporting.insert(v.division);
  }
  statistics.set_divisions_reporting(static_cast<int64_t>(reporting.size()));
  if (!scope.has_value()) return;
  statistics.set_divisions_in_scope(scope->in_scope);
  statistics.set_divisions_with_report(scope->with_report);
  if (scope->in_scope > 0) {
    statistics.set_coverage(static_cast<double>(reporting.size()) /
                            static_cast<double>(scope->in_scope));
  }
}

void IndicatorStatistics::AddPooledRate(const Group& group,
                                        v1::Statistics& statistics) const {
  CompensatedSum numerator;
  CompensatedSum denominator;
  int64_t count = 0;
  for (size_t i = group.begin; i < group.end; ++i) {
    if (members_[i].index < values_.size()) continue;
    const RatePair& pair = pairs_[members_[i].index - values_.size()];
    numerator.Add(pair.numerator);
    denominator.Add(pair.denominator);
    ++count;
  }
  statistics.set_pooled_count(count);
  if (denominator.Get() > 0) {
    statistics.set_pooled_rate(100 * numerator.Get() / denominator.Get());
  }
}

}  // namespace nianbao
