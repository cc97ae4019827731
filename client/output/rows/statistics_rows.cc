// The list of statistics. A statistic worked out of a row's values is one line,
//
//   Statistic({"gini", "基尼系数"}, "GINI", Field(&Statistics::has_gini,
//   &Statistics::gini), kPureNumber),
//
// its column in tables and CSV, its name in files of facts, where its value is
// read, and its unit where that is not the indicator's. EXPORT.md lists the
// names of facts and says what their status means.

#include "client/output/rows/statistics_rows.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/output/numbers.h"
#include "client/output/rows/group.h"
#include "client/output/rows/years_of_row.h"

namespace nianbao::client {
namespace {

using v1::Statistics;

// The unit of a figure that has the indicator's.
constexpr char kUnitOfRow[] = "";

// Adds a figure worked out of the row's values. It is an estimate where one of
// them is, and says why where it is absent.
void AddStatistic(const Statistics& s, const char* statistic,
                  std::optional<double> value, absl::string_view unit,
                  FactList& facts) {
  const ObsStatus present =
      s.inexact_count() > 0 ? ObsStatus::kEstimated : ObsStatus::kNormal;
  const ObsStatus absent =
      s.count() > 0 ? ObsStatus::kNotApplicable : ObsStatus::kMissing;
  facts.Add(statistic, value, unit == kUnitOfRow ? s.unit() : unit,
            value ? present : absent);
}

// The column of a statistic: see above.
RowColumn<Statistics> Statistic(ColumnName name, const std::string& statistic,
                                const ValueOf<Statistics>& value,
                                absl::string_view unit = kUnitOfRow) {
  return {std::move(name), kRight,
          [value](const Statistics& s) { return NumberCell(value(s)); },
          [=](const Statistics& s, FactList& facts) {
            AddStatistic(s, statistic.c_str(), value(s), unit, facts);
          }};
}

// A figure that some indicators have and others cannot have: the sum of rates,
// the pooled rate of counts. Files of facts do not speak of it then.
RowColumn<Statistics> StatisticIfAny(ColumnName name,
                                     const std::string& statistic,
                                     const ValueOf<Statistics>& value,
                                     FactPart part) {
  RowColumn<Statistics> column = Statistic(std::move(name), statistic, value);
  column.part = part;
  column.facts = [value, add = column.facts](const Statistics& s,
                                             FactList& facts) {
    if (value(s)) add(s, facts);
  };
  return column;
}

// A number of values or divisions, or a share of them, as a fact.
std::function<void(const Statistics&, FactList&)> Population(
    const std::string& statistic, const ValueOf<Statistics>& value) {
  return [=](const Statistics& s, FactList& facts) {
    const std::optional<double> number = value(s);
    if (number) facts.Add(statistic, number, kPureNumber);
  };
}

// A count, which every row has.
ValueOf<Statistics> Always(int64_t (Statistics::*count)() const) {
  return [count](const Statistics& s) {
    return static_cast<double>((s.*count)());
  };
}

// A population that files of facts alone have.
RowColumn<Statistics> FactAlone(const std::string& statistic,
                                const ValueOf<Statistics>& value) {
  return {"", kRight, nullptr, Population(statistic, value),
          FactPart::kPopulation};
}

// A number of values that tables leave empty where it is 0.
RowColumn<Statistics> CountColumn(ColumnName name, const std::string& statistic,
                                  int64_t (Statistics::*count)() const) {
  return {std::move(name), kRight,
          [count](const Statistics& s) { return CountIfAny((s.*count)()); },
          Population(statistic, Always(count)), FactPart::kPopulation};
}

// "q0.25" in tables and CSV, "Q0_25" in files of facts, whose names have no
// dots.
RowColumn<Statistics> QuantileColumn(double probability) {
  const std::string number = PlainNumber(probability);
  return Statistic(absl::StrCat("q", number),
                   absl::StrCat("Q", absl::StrReplaceAll(number, {{".", "_"}})),
                   [probability](const Statistics& s) -> std::optional<double> {
                     for (const v1::Quantile& quantile : s.quantiles()) {
                       if (quantile.probability() == probability)
                         return quantile.value();
                     }
                     return std::nullopt;
                   });
}

// The smallest or the largest value; the column after it says whose it is.
RowColumn<Statistics> ExtremeColumn(ColumnName name,
                                    const std::string& statistic,
                                    bool (Statistics::*has)() const,
                                    const v1::Extreme& (Statistics::*extreme)()
                                        const) {
  return Statistic(std::move(name), statistic,
                   [=](const Statistics& s) -> std::optional<double> {
                     if (!(s.*has)()) return std::nullopt;
                     return (s.*extreme)().value();
                   });
}

// The year of an extreme; in tables only where the row does not say it.
Cell YearOfExtreme(const Statistics& s, const v1::Extreme& extreme) {
  Cell cell = Year(extreme.year());
  if (s.group().year() != 0) cell.readable.clear();
  return cell;
}

}  // namespace

RowKind<Statistics> StatisticsRows(const std::vector<double>& quantiles,
                                   absl::string_view order_by) {
  RowKind<Statistics> kind;
  kind.flow = {"STATISTICS", "Statistics of indicators", ""};
  kind.start = [](const Statistics& s, const FactScope& scope) {
    return FactList(s.group(), scope);
  };
  kind.columns = GroupColumnsOf<Statistics>();
  kind.Append(YearsOfRow<Statistics>());
  const ValueOf<Statistics> coverage =
      Field(&Statistics::has_coverage, &Statistics::coverage);
  kind.Append({{{"unit", "单位", Need::kMost},
                kLeft,
                [](const Statistics& s) { return Text(s.unit()); }},
               {{"count", "个数", Need::kMost},
                kRight,
                [](const Statistics& s) { return Count(s.count()); },
                Population("COUNT", Always(&Statistics::count)),
                FactPart::kPopulation},
               FactAlone("DIVISIONS_IN_SCOPE",
                         Field(&Statistics::has_divisions_in_scope,
                               &Statistics::divisions_in_scope)),
               FactAlone("DIVISIONS_WITH_REPORT",
                         Field(&Statistics::has_divisions_with_report,
                               &Statistics::divisions_with_report)),
               FactAlone("DIVISIONS_REPORTING",
                         Always(&Statistics::divisions_reporting)),
               {{"issuers", "机关个数"},
                kRight,
                [](const Statistics& s) {
                  // People are told where some issuers are there with several
                  // years.
                  Cell cell = Count(s.issuer_count());
                  if (s.issuer_count() == s.count()) cell.readable.clear();
                  return cell;
                },
                Population("ISSUER_COUNT", Always(&Statistics::issuer_count)),
                FactPart::kPopulation},
               {{"coverage", "覆盖率"},
                kRight,
                [](const Statistics& s) {
                  return ShareIf(s.has_coverage(), s.coverage());
                },
                Population("COVERAGE", coverage),
                FactPart::kPopulation},
               StatisticIfAny({"sum", "合计"}, "SUM",
                              Field(&Statistics::has_sum, &Statistics::sum),
                              FactPart::kFigures),
               Statistic({"mean", "平均数", Need::kMost}, "MEAN",
                         Field(&Statistics::has_mean, &Statistics::mean)),
               Statistic({"median", "中位数"}, "MEDIAN",
                         Field(&Statistics::has_median, &Statistics::median))});
  for (double probability : quantiles) {
    kind.columns.push_back(QuantileColumn(probability));
  }
  kind.Append({Statistic({"standard_deviation", "标准差"}, "STANDARD_DEVIATION",
                         Field(&Statistics::has_standard_deviation,
                               &Statistics::standard_deviation)),
               Statistic({"cv", "变异系数"}, "COEFFICIENT_OF_VARIATION",
                         Field(&Statistics::has_coefficient_of_variation,
                               &Statistics::coefficient_of_variation),
                         kPureNumber),
               Statistic({"gini", "基尼系数"}, "GINI",
                         Field(&Statistics::has_gini, &Statistics::gini),
                         kPureNumber)});
  // The aggregator works this one out only for queries that name it.
  if (absl::StrContains(order_by, "theil")) {
    kind.Append({Statistic({"theil", "泰尔指数"}, "THEIL",
                           Field(&Statistics::has_theil, &Statistics::theil),
                           kPureNumber)});
  }
  kind.Append(
      {StatisticIfAny(
           {"pooled", "合并比率"}, "POOLED_RATE",
           Field(&Statistics::has_pooled_rate, &Statistics::pooled_rate),
           FactPart::kPooled),
       CountColumn({"inexact", "约数个数"}, "INEXACT_COUNT",
                   &Statistics::inexact_count),
       CountColumn({"excluded", "剔除个数"}, "EXCLUDED_COUNT",
                   &Statistics::excluded_count),
       CountColumn({"unconvertible", "单位不能换算"}, "UNCONVERTIBLE_COUNT",
                   &Statistics::unconvertible_count),
       ExtremeColumn({"min", "最小值"}, "MIN", &Statistics::has_min,
                     &Statistics::min),
       {{"min_at", "最小者", Need::kIfSeveral},
        kLeft,
        [](const Statistics& s) { return Text(s.min().issuer()); }},
       {{"min_year", "最小值年份", Need::kIfSeveral},
        kRight,
        [](const Statistics& s) { return YearOfExtreme(s, s.min()); }},
       ExtremeColumn({"max", "最大值"}, "MAX", &Statistics::has_max,
                     &Statistics::max),
       {{"max_at", "最大者", Need::kIfSeveral},
        kLeft,
        [](const Statistics& s) { return Text(s.max().issuer()); }},
       {{"max_year", "最大值年份", Need::kIfSeveral},
        kRight,
        [](const Statistics& s) { return YearOfExtreme(s, s.max()); }}});
  return kind;
}

}  // namespace nianbao::client
