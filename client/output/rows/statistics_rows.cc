#include "client/output/rows/statistics_rows.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/asking/group.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

std::string QuantileName(double probability) {
  return absl::StrCat("q", PlainNumber(probability));
}

const v1::Quantile* FindQuantile(const v1::Statistics& row,
                                 double probability) {
  for (const v1::Quantile& quantile : row.quantiles()) {
    if (quantile.probability() == probability) return &quantile;
  }
  return nullptr;
}

// Heads of the columns; Cells has the same order.
std::vector<Column> Columns(const std::vector<double>& quantiles) {
  using Align = Column::Align;
  std::vector<Column> columns = GroupColumns();
  columns.push_back({"unit"});
  for (const char* name : {"count", "coverage", "sum", "mean", "median"}) {
    columns.push_back({name, Align::kRight});
  }
  for (double probability : quantiles) {
    columns.push_back({QuantileName(probability), Align::kRight});
  }
  for (const char* name : {"standard_deviation", "cv", "gini", "pooled",
                           "inexact", "excluded", "min"}) {
    columns.push_back({name, Align::kRight});
  }
  columns.push_back({"min_at"});
  columns.push_back({"max", Align::kRight});
  columns.push_back({"max_at"});
  return columns;
}

std::vector<Cell> Cells(const v1::Statistics& s,
                        const std::vector<double>& quantiles) {
  std::vector<Cell> row = GroupCells(s.group());
  row.push_back(Text(s.unit()));
  row.push_back(Count(s.count()));
  row.push_back(ShareIf(s.has_coverage(), s.coverage()));
  row.push_back(NumberIf(s.has_sum(), s.sum()));
  row.push_back(NumberIf(s.has_mean(), s.mean()));
  row.push_back(NumberIf(s.has_median(), s.median()));
  for (double probability : quantiles) {
    const v1::Quantile* quantile = FindQuantile(s, probability);
    row.push_back(quantile == nullptr ? Text("") : Number(quantile->value()));
  }
  row.push_back(NumberIf(s.has_standard_deviation(), s.standard_deviation()));
  row.push_back(
      NumberIf(s.has_coefficient_of_variation(), s.coefficient_of_variation()));
  row.push_back(NumberIf(s.has_gini(), s.gini()));
  row.push_back(NumberIf(s.has_pooled_rate(), s.pooled_rate()));
  row.push_back(CountIfAny(s.inexact_count()));
  row.push_back(CountIfAny(s.excluded_count()));
  row.push_back(NumberIf(s.has_min(), s.min().value()));
  row.push_back(Text(s.min().issuer()));
  row.push_back(NumberIf(s.has_max(), s.max().value()));
  row.push_back(Text(s.max().issuer()));
  return row;
}

std::vector<Fact> Facts(const v1::Statistics& s, const FactScope& scope,
                        const std::vector<double>& quantiles) {
  FactList facts(s.group(), scope);
  facts.Add("COUNT", s.count(), kPureNumber);
  facts.AddIf(s.has_divisions_in_scope(), "DIVISIONS_IN_SCOPE",
              s.divisions_in_scope(), kPureNumber);
  facts.AddIf(s.has_divisions_with_report(), "DIVISIONS_WITH_REPORT",
              s.divisions_with_report(), kPureNumber);
  facts.Add("DIVISIONS_REPORTING", s.divisions_reporting(), kPureNumber);
  facts.AddIf(s.has_coverage(), "COVERAGE", s.coverage(), kPureNumber);
  facts.Add("INEXACT_COUNT", s.inexact_count(), kPureNumber);
  facts.Add("EXCLUDED_COUNT", s.excluded_count(), kPureNumber);

  const ObsStatus present =
      s.inexact_count() > 0 ? ObsStatus::kEstimated : ObsStatus::kNormal;
  const ObsStatus absent =
      s.count() > 0 ? ObsStatus::kNotApplicable : ObsStatus::kMissing;
  auto add = [&](absl::string_view statistic, bool has, double value,
                 absl::string_view unit) {
    if (has) {
      facts.Add(statistic, value, unit, present);
    } else {
      facts.AddAbsent(statistic, unit, absent);
    }
  };
  facts.AddIf(s.has_sum(), "SUM", s.sum(), s.unit(), present);
  add("MEAN", s.has_mean(), s.mean(), s.unit());
  add("MEDIAN", s.has_median(), s.median(), s.unit());
  for (double probability : quantiles) {
    const v1::Quantile* quantile = FindQuantile(s, probability);
    add(absl::StrCat(
            "Q", absl::StrReplaceAll(PlainNumber(probability), {{".", "_"}})),
        quantile != nullptr, quantile == nullptr ? 0 : quantile->value(),
        s.unit());
  }
  add("STANDARD_DEVIATION", s.has_standard_deviation(), s.standard_deviation(),
      s.unit());
  add("COEFFICIENT_OF_VARIATION", s.has_coefficient_of_variation(),
      s.coefficient_of_variation(), kPureNumber);
  add("GINI", s.has_gini(), s.gini(), kPureNumber);
  add("MIN", s.has_min(), s.min().value(), s.unit());
  add("MAX", s.has_max(), s.max().value(), s.unit());
  facts.AddIf(s.has_pooled_rate(), "POOLED_RATE", s.pooled_rate(), s.unit(),
              present);
  return facts.Take();
}

}  // namespace

RowView<v1::Statistics> StatisticsView(const std::vector<double>& quantiles) {
  return {
      {"STATISTICS", "Statistics of indicators", ""},
      Columns(quantiles),
      [quantiles](const v1::Statistics& row) { return Cells(row, quantiles); },
      [quantiles](const v1::Statistics& row, const FactScope& scope) {
        return Facts(row, scope, quantiles);
      }};
}

}  // namespace nianbao::client
