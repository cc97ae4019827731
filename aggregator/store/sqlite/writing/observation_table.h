// Writes the observations of the reports of a transaction.
//
// The table lies on disk by indicator, kind, year and report. The observations
// of one report belong to a hundred places of it, those of the next report to
// about the same ones. Written report by report, each of those pages would be
// looked up and changed once a report; so all rows of a transaction are kept
// and sorted first.
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

// For one thread.
class ObservationTable {
 public:
  // `connection` must outlive the table and stay in place.
  static absl::StatusOr<ObservationTable> Create(Connection& connection);

  // Keeps the rows of the report of that row id.
  absl::Status Add(int64_t report_id, const ObservationRows& rows,
                   InternTable& indicators, InternTable& units);

  // Writes the rows kept, in the order of the table, and keeps none of them.
  absl::Status Write();

  // Drops the rows kept, unwritten.
  void Forget() { rows_.clear(); }

 private:
  struct Row {
    int32_t indicator;
    int32_t unit;
    int64_t report_id;
    ObservationRow observation;
  };

  explicit ObservationTable(Statement insert) : insert_(std::move(insert)) {}

  Statement insert_;
  std::vector<Row> rows_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_OBSERVATION_TABLE_H_
