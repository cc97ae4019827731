// The statistics engine alone, in this process: the columns and the queries
// over them, without store and service. Answers are timed as plain rows.
#ifndef NIANBAO_TESTS_BENCHMARK_COLUMN_ENGINE_H_
#define NIANBAO_TESTS_BENCHMARK_COLUMN_ENGINE_H_

#include <memory>
#include <string>

#include "aggregator/columns/snapshot.h"
#include "aggregator/query/rank/rank_query.h"
#include "aggregator/query/statistics/statistics.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"
#include "tests/benchmark/generated_rows.h"
#include "tests/benchmark/statistics_engine.h"

namespace nianbao {

// Columns of all rows.
aggregator::SnapshotPtr BuildColumns(const GeneratedRows& rows);

class ColumnEngine final : public StatisticsEngine {
 public:
  // Both arguments must outlive the engine.
  ColumnEngine(const Catalogue& catalogue, const GeneratedRows& rows);

  std::string name() const override { return "in process"; }
  Answer Ask(Query query) override;
  double Time(Query query) override;

  // Milliseconds for any request.
  double Time(const v1::QueryStatisticsRequest& request) const;

 private:
  std::unique_ptr<aggregator::StatisticsQuery> Start(
      const v1::QueryStatisticsRequest& request) const;
  std::unique_ptr<aggregator::RankQuery> StartRanks() const;
  Answer AskRanks() const;

  const Catalogue& catalogue_;
  const GeneratedRows& rows_;
  const aggregator::SnapshotPtr snapshot_;
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_COLUMN_ENGINE_H_
