// Rows of statistics as messages.
#ifndef NIANBAO_AGGREGATOR_QUERY_STATISTICS_STATISTICS_WRITER_H_
#define NIANBAO_AGGREGATOR_QUERY_STATISTICS_STATISTICS_WRITER_H_

#include <vector>

#include "aggregator/query/grouping/selection_tokens.h"
#include "aggregator/query/statistics/statistics.h"
#include "aggregator/question/questions.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// Thread-compatible.
class StatisticsWriter {
 public:
  // `query` must outlive the writer and be that of `question`.
  StatisticsWriter(const StatisticsQuery& query,
                   const StatisticsQuestion& question);

  // Sets what `row` knows of the mask's fields; `message` must be empty.
  void Write(const StatisticsRow& row, v1::Statistics& message) const;

 private:
  // Quantiles and extremes, where the row has values.
  void WriteValues(const StatisticsRow& row, v1::Statistics& message) const;

  // `field` is one of v1::Statistics.
  bool Wants(int field) const { return mask_.row[field]; }

  const StatisticsQuery& query_;
  const StatisticsMask mask_;
  const std::vector<double> probabilities_;
  const SelectionTokens tokens_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_STATISTICS_STATISTICS_WRITER_H_
