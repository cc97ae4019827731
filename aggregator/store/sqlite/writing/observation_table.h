// Writes the observations of the reports of a transaction.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_OBSERVATION_TABLE_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_OBSERVATION_TABLE_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/database/stored_report.h"
#include "aggregator/store/sqlite/writing/intern_table.h"

namespace nianbao::aggregator {

// Rows are kept until all can be written in the order of the table, which
// writes each of its pages once. For one thread.
class ObservationTable {
 public:
  // `connection` must outlive the table and stay in place.
  static absl::StatusOr<ObservationTable> Create(Connection& connection);

  // Keeps the rows of the report of that row id.
  absl::Status Add(int64_t report_id, const ObservationRows& rows,
                   InternTable& indicators);

  // Writes those kept.
  absl::Status Write();

  void Forget() { rows_.clear(); }

 private:
  struct Row {
    int32_t indicator;
    int64_t report_id;
    ObservationRow observation;
  };

  explicit ObservationTable(Statement insert) : insert_(std::move(insert)) {}

  Statement insert_;
  std::vector<Row> rows_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_OBSERVATION_TABLE_H_
