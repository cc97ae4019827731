// The list of the statistics that a row can have. What is written into answers,
// what order_by knows and the table in docs/STATISTICS.md follow from it.
//
// A new statistic is added in three places: its field in statistics.proto, its
// computation (Summary for those of the values), and an entry here.
#ifndef NIANBAO_AGGREGATOR_QUERY_STATISTICS_STATISTIC_LIST_H_
#define NIANBAO_AGGREGATOR_QUERY_STATISTICS_STATISTIC_LIST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

#include "absl/types/span.h"
#include "aggregator/query/statistics/statistics.h"
#include "aggregator/question/statistic_names.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// An entry of the list. Value and Set are types of their own for each, so that
// writing a row costs no calls through pointers.
template <typename Value, typename Set>
struct Statistic {
  StatisticName name;
  // Of a row and the kind of its values: a std::optional number.
  Value value;
  // Puts the number into a v1::Statistics.
  Set set;
  // For people: a sentence.
  const char* description;
};

template <typename Value, typename Set>
Statistic(StatisticName, Value, Set, const char*) -> Statistic<Value, Set>;

namespace statistic_list_internal {

// The sides of statistics that are no plain fields: min and max hold a value
// and where it is, which StatisticsWriter sets.
inline constexpr auto kSetElsewhere = [](v1::Statistics&, double) {};

// A member of the row's summary; absent where nothing is counted.
template <auto kMember>
inline constexpr auto kOfSummary =
    [](const StatisticsRow& row, v1::Kind) -> std::optional<double> {
  if (!row.summary.has_value()) return std::nullopt;
  return (*row.summary).*kMember;
};

// The value of the least or the greatest; absent where nothing is counted.
template <auto kMember>
inline constexpr auto kOfExtreme =
    [](const StatisticsRow& row, v1::Kind) -> std::optional<double> {
  if (!row.summary.has_value()) return std::nullopt;
  return (row.*kMember).value;
};

// A number that each row has.
template <auto kMember>
inline constexpr auto kOfRow =
    [](const StatisticsRow& row, v1::Kind) -> std::optional<int64_t> {
  return row.*kMember;
};

// A number of the years and issuers of the row's values; absent where nothing
// is counted.
template <auto kMember>
inline constexpr auto kOfValues =
    [](const StatisticsRow& row, v1::Kind) -> std::optional<int64_t> {
  if (row.count == 0) return std::nullopt;
  return row.described.*kMember;
};

}  // namespace statistic_list_internal

inline constexpr auto MakeStatisticList() {
  using namespace statistic_list_internal;
  using v1::Kind;
  using S = v1::Statistics;
  using Row = StatisticsRow;
  // The order is that in which errors and documents name them.
  return std::tuple{
      Statistic{{S::kCountFieldNumber, "count"},
                kOfRow<&Row::count>,
                [](S& s, int64_t value) { s.set_count(value); },
                "Values counted: one for each issuer and year."},
      Statistic{{S::kSumFieldNumber, "sum"},
                [](const Row& row, Kind kind) { return row.Sum(kind); },
                [](S& s, double value) { s.set_sum(value); },
                "Their sum; absent for rates and ranks."},
      Statistic{{S::kMeanFieldNumber, "mean"},
                kOfSummary<&Summary::mean>,
                [](S& s, double value) { s.set_mean(value); },
                "Their mean, in which each issuer weighs the same."},
      Statistic{{S::kMedianFieldNumber, "median"},
                kOfSummary<&Summary::median>,
                [](S& s, double value) { s.set_median(value); },
                "The quantile of type 7 at 0.5."},
      Statistic{{S::kStandardDeviationFieldNumber, "standard_deviation"},
                kOfSummary<&Summary::standard_deviation>,
                [](S& s, double value) { s.set_standard_deviation(value); },
                "That of the sample (n - 1); absent for a single value."},
      Statistic{{S::kMinFieldNumber, "min"},
                kOfExtreme<&Row::least>,
                kSetElsewhere,
                "The least value, and where it is."},
      Statistic{{S::kMaxFieldNumber, "max"},
                kOfExtreme<&Row::greatest>,
                kSetElsewhere,
                "The greatest value, and where it is."},
      Statistic{{S::kPooledRateFieldNumber, "pooled_rate"},
                [](const Row& row, Kind) { return row.pooled_rate; },
                [](S& s, double value) { s.set_pooled_rate(value); },
                "For a rate, 100 times the sum of the numerators over that of "
                "the denominators; absent when that is not positive."},
      Statistic{{S::kCoverageFieldNumber, "coverage"},
                [](const Row& row, Kind) { return row.Coverage(); },
                [](S& s, double value) { s.set_coverage(value); },
                "Divisions that reported the indicator over those in scope; "
                "absent where divisions cannot be counted."},
      Statistic{
          {S::kCoefficientOfVariationFieldNumber, "coefficient_of_variation"},
          kOfSummary<&Summary::coefficient_of_variation>,
          [](S& s, double value) { s.set_coefficient_of_variation(value); },
          "Standard deviation over mean; absent when the mean is not "
          "positive."},
      Statistic{{S::kGiniFieldNumber, "gini"},
                kOfSummary<&Summary::gini>,
                [](S& s, double value) { s.set_gini(value); },
                "The Gini coefficient; absent for a single value, when a value "
                "is negative or the sum is 0."},
      Statistic{
          {S::kTheilFieldNumber, "theil", /*by_name_only=*/true},
          kOfSummary<&Summary::theil>,
          [](S& s, double value) { s.set_theil(value); },
          "The Theil index T with the natural logarithm: the mean of x/mean * "
          "ln(x/mean); absent when a value is not positive."},
      Statistic{{S::kInexactCountFieldNumber},
                kOfRow<&Row::inexact>,
                [](S& s, int64_t value) { s.set_inexact_count(value); },
                "Of the values, those approximate, at least or at most."},
      Statistic{{S::kExcludedCountFieldNumber},
                kOfRow<&Row::excluded>,
                [](S& s, int64_t value) { s.set_excluded_count(value); },
                "Values left out because a diagnostic calls them wrong."},
      Statistic{{S::kUnconvertibleCountFieldNumber},
                kOfRow<&Row::unconvertible>,
                [](S& s, int64_t value) { s.set_unconvertible_count(value); },
                "Values left out because their units cannot be converted to "
                "that of the indicator."},
      Statistic{{S::kFirstYearFieldNumber},
                kOfValues<&YearsAndIssuers::first_year>,
                [](S& s, int64_t value) {
                  s.set_first_year(static_cast<int32_t>(value));
                },
                "The first year of the values; absent where nothing is "
                "counted."},
      Statistic{{S::kLastYearFieldNumber},
                kOfValues<&YearsAndIssuers::last_year>,
                [](S& s, int64_t value) {
                  s.set_last_year(static_cast<int32_t>(value));
                },
                "The last year of the values; another than the first where "
                "years are mixed."},
      Statistic{{S::kIssuerCountFieldNumber},
                kOfValues<&YearsAndIssuers::issuers>,
                [](S& s, int64_t value) { s.set_issuer_count(value); },
                "Issuers of the values; less than their count where an issuer "
                "is there with several years."},
      Statistic{{S::kPooledCountFieldNumber},
                kOfRow<&Row::pooled_count>,
                [](S& s, int64_t value) { s.set_pooled_count(value); },
                "Issuers and years that the pooled rate rests on."},
      Statistic{{S::kDivisionsReportingFieldNumber},
                kOfRow<&Row::divisions_reporting>,
                [](S& s, int64_t value) { s.set_divisions_reporting(value); },
                "Divisions that reported the indicator."},
      Statistic{{S::kDivisionsInScopeFieldNumber},
                [](const Row& row, Kind) { return row.divisions_in_scope; },
                [](S& s, int64_t value) { s.set_divisions_in_scope(value); },
                "Divisions of the group's place and level; absent where "
                "divisions cannot be counted."},
      Statistic{{S::kDivisionsWithReportFieldNumber},
                [](const Row& row, Kind) { return row.divisions_with_report; },
                [](S& s, int64_t value) { s.set_divisions_with_report(value); },
                "Of those, the divisions with a report for the years of the "
                "group."},
  };
}

inline constexpr auto kStatisticList = MakeStatisticList();

// Calls `visit` with each entry of the list, in its order.
template <typename Visit>
void ForEachStatistic(Visit visit) {
  std::apply([&visit](const auto&... entry) { (visit(entry), ...); },
             kStatisticList);
}

// The names of all, for questions (see Vocabulary in compile.h).
absl::Span<const StatisticName> StatisticNames();

// The value of the statistic of that field, which must be one to order by.
using OrderValueFunction = std::optional<double> (*)(const StatisticsRow&,
                                                     v1::Kind);
OrderValueFunction OrderValue(int field);

// The list as a table in Markdown, for docs/STATISTICS.md.
std::string StatisticTable();

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_STATISTICS_STATISTIC_LIST_H_
