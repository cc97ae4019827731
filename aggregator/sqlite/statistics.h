// Answers QueryStatistics from the SQLite store, indicator by indicator.
#ifndef NIANBAO_AGGREGATOR_SQLITE_STATISTICS_H_
#define NIANBAO_AGGREGATOR_SQLITE_STATISTICS_H_

#include <memory>
#include <string>
#include <vector>

#include "aggregator/sqlite/connection.h"
#include "aggregator/query/statistics.h"
#include "aggregator/store.h"
#include "common/catalogue.h"

namespace nianbao {

class SqliteStatistics final : public Cursor<v1::QueryStatisticsResponse> {
 public:
  // `pool` and `catalogue` must outlive the cursor.
  static absl::StatusOr<std::unique_ptr<SqliteStatistics>> Create(
      ConnectionPool& pool, const Catalogue& catalogue,
      const v1::QueryStatisticsRequest& request);

  absl::StatusOr<bool> Next(
      std::vector<v1::QueryStatisticsResponse>& rows) override;

 private:
  SqliteStatistics(ConnectionPool& pool, const Catalogue& catalogue,
                   const v1::QueryStatisticsRequest& request,
                   const std::vector<ReportedYear>& reports);

  absl::Status LoadIndicator(Connection& connection, const std::string& name);
  absl::StatusOr<std::vector<Value>> Elected(Connection& connection,
                                             const std::string& name) const;

  ConnectionPool& pool_;
  const Catalogue& catalogue_;
  const StatisticsQuery query_;
  std::vector<std::string> names_;
  // The next of names_ to load.
  size_t next_name_ = 0;
  // Of the indicator loaded last; null when all its rows are out.
  std::unique_ptr<IndicatorStatistics> current_;
  size_t next_row_ = 0;
};

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_SQLITE_STATISTICS_H_
