// Statistics of one indicator: from the values of every issuer to one row for
// each group. Pure: neither gRPC nor SQL.
//
//   std::vector<Value> values = ...;          // flat, one indicator
//   Elect(indicator, values);
//   IndicatorStatistics statistics(query, name, indicator, values, pairs);
//   for (size_t i = 0; i < statistics.size(); ++i) statistics.Row(i);
#ifndef NIANBAO_AGGREGATOR_QUERY_STATISTICS_H_
#define NIANBAO_AGGREGATOR_QUERY_STATISTICS_H_

#include <string>
#include <vector>

#include "aggregator/query/grouping.h"
#include "aggregator/query/selection.h"
#include "common/gazetteer.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao {

// A compiled v1::QueryStatisticsRequest. Immutable and thread-safe.
struct StatisticsQuery {
  // The gazetteer must outlive the query; `request` must be valid; `reports`
  // are the counted reports.
  StatisticsQuery(const Gazetteer& gazetteer,
                  const v1::QueryStatisticsRequest& request,
                  const std::vector<ReportedYear>& reports);
  StatisticsQuery(const StatisticsQuery&) = delete;
  StatisticsQuery& operator=(const StatisticsQuery&) = delete;

  const Gazetteer& gazetteer;
  const Selector selector;
  const Grouping grouping;
  const Coverage coverage;
  const std::vector<double> probabilities;
};

// An issuer and year with a numerator and a denominator.
struct RatePair {
  DivisionIndex division = kNoDivision;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  int32_t year = 0;
  double numerator = 0;
  double denominator = 0;
};

// Those that `selector` counts on both sides. The arguments are elected.
std::vector<RatePair> PairRates(const Selector& selector,
                                const std::vector<Value>& numerators,
                                const std::vector<Value>& denominators);

struct StatisticsRow {
  // Without issuer and report in its extremes.
  v1::Statistics statistics;
  // The values behind them; null when nothing is counted. Of equal values the
  // one of the lower division code, earlier year and earlier upload.
  const Value* min = nullptr;
  const Value* max = nullptr;
};

// A group has a row when it has a value, counted or excluded, or a pair.
// Immutable and thread-safe.
class IndicatorStatistics {
 public:
  // `values` are elected; `indicator` is null when the catalogue does not have
  // `name`; `pairs` are empty for all but rates. `query` must outlive this.
  IndicatorStatistics(const StatisticsQuery& query, std::string name,
                      const v1::Indicator* indicator, std::vector<Value> values,
                      std::vector<RatePair> pairs);

  // Number of rows.
  size_t size() const { return groups_.size(); }

  // Rows are in the order of their keys. O(n log n) in the group's values.
  StatisticsRow Row(size_t index) const;

 private:
  struct Member {
    GroupKey key;
    // Index into values_, or into pairs_ past the values.
    uint32_t index;
  };
  struct Group {
    GroupKey key;
    size_t begin;
    size_t end;
  };

  void AddValues(const Group& group, StatisticsRow& row) const;
  void AddCoverage(const Group& group, v1::Statistics& statistics) const;
  void AddPooledRate(const Group& group, v1::Statistics& statistics) const;

  const StatisticsQuery& query_;
  const std::string name_;
  const v1::Indicator* const indicator_;
  std::vector<Value> values_;
  const std::vector<RatePair> pairs_;
  std::vector<Member> members_;
  std::vector<Group> groups_;
};

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_QUERY_STATISTICS_H_
