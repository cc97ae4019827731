// Statistics of a selection's values, a row for each group, as plain numbers.
//
//   StatisticsQuery query(catalogue, columns.Get(), question);
//   StatisticsRow row;
//   while (*query.Next(row, [] { return false; })) {
//     row.summary->mean ...
//   }
//
// A group has a row when it has a value, counted or excluded, or a numerator
// and a denominator to pool. Statistics are as of v1::Statistics.
#ifndef NIANBAO_AGGREGATOR_QUERY_STATISTICS_STATISTICS_H_
#define NIANBAO_AGGREGATOR_QUERY_STATISTICS_STATISTICS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/query/grouping/coverage.h"
#include "aggregator/query/grouping/grouped_values.h"
#include "aggregator/query/grouping/groups.h"
#include "aggregator/query/selection/selected_values.h"
#include "aggregator/query/statistics/pooled_rates.h"
#include "aggregator/query/statistics/summary.h"
#include "aggregator/question/questions.h"
#include "common/domain/catalogue.h"

namespace nianbao::aggregator {

struct StatisticsRow {
  // Index into the query's parts(): the group's indicator and body.
  uint32_t part = 0;
  // Entry of the catalogue, or a derived one; null when neither knows it.
  const v1::Indicator* indicator = nullptr;
  // See Groups.
  uint32_t slot = 0;
  // 0 when groups are not by year.
  int32_t year = 0;

  uint32_t count = 0;
  uint32_t inexact = 0;
  uint32_t excluded = 0;
  uint32_t unconvertible = 0;
  YearsAndIssuers described;
  uint32_t divisions_reporting = 0;
  // Both absent where divisions cannot be counted.
  std::optional<uint32_t> divisions_in_scope;
  std::optional<uint32_t> divisions_with_report;

  // Absent when nothing is counted, as are the quantiles and the extremes.
  std::optional<Summary> summary;
  // In the order of the question's probabilities.
  std::vector<double> quantiles;
  Candidate least;
  Candidate greatest;

  std::optional<double> pooled_rate;
  uint32_t pooled_count = 0;

  std::optional<double> Coverage() const;
  // Absent for rates and ranks.
  std::optional<double> Sum(v1::Kind kind) const;
};

// Rows in the order of their groups; the question's order and limit are not
// looked at, and its mask only for statistics made by name alone and for
// StatisticsRow::described, which is empty where nobody wants it. Used by one
// thread at a time.
class StatisticsQuery {
 public:
  // `catalogue` must outlive the query.
  StatisticsQuery(const Catalogue& catalogue, SnapshotPtr snapshot,
                  const StatisticsQuestion& question);

  StatisticsQuery(const StatisticsQuery&) = delete;
  StatisticsQuery& operator=(const StatisticsQuery&) = delete;

  // Replaces `row` by the next one; false after the last. A row costs O(its
  // values); the first one of a part also gives all of its values to
  // their groups. CANCELLED when `stopped` said so.
  absl::StatusOr<bool> Next(StatisticsRow& row, Stopped stopped);

  const SelectionPlan& plan() const { return plan_; }
  const std::vector<SelectionPart>& parts() const { return parts_; }
  const Groups& groups() const { return groups_; }

 private:
  absl::Status StartPart(Stopped stopped);
  absl::Status Fill(ValueGroup& group, StatisticsRow& row, Stopped stopped);

  const SelectionPlan plan_;
  const std::vector<SelectionPart> parts_;
  const Groups groups_;
  // Fields of v1::Statistics.
  const Fields wanted_;
  const bool describes_;
  const std::vector<double> probabilities_;
  Coverage coverage_;
  GroupingScratch scratch_;
  // The next of parts_ to load.
  uint32_t next_part_ = 0;
  // The part before that: its values by groups, and its pooled rates.
  const v1::Indicator* indicator_ = nullptr;
  PooledRates pooled_;
  std::optional<GroupedValues> values_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_STATISTICS_STATISTICS_H_
