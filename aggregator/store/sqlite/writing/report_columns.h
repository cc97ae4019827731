// What a report brings to the columns, or takes from them: its observations
// that may count, each with the indicator, kind and year whose chunk it belongs
// to.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_REPORT_COLUMNS_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_REPORT_COLUMNS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "aggregator/columns/live_columns.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/database/correction_reader.h"
#include "aggregator/store/sqlite/database/stored_report.h"
#include "aggregator/store/sqlite/writing/intern_table.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// For one thread.
class ReportColumns {
 public:
  // All must outlive this and stay in place.
  static absl::StatusOr<ReportColumns> Create(Connection& connection,
                                              const Catalogue& catalogue,
                                              InternTable& indicators);

  // What a report that is at hand brings. `entry` needs what the report itself
  // does not tell: id, upload, name, issuer and moment.
  absl::StatusOr<SnapshotChanges::Added> Adding(const StoredReport& report,
                                                ReportEntry entry);

  // What reports in the store bring or take, by their row ids. They are read
  // from there.
  absl::StatusOr<SnapshotChanges::Added> AddingStored(int64_t id);
  absl::StatusOr<SnapshotChanges::Removed> RemovingStored(int64_t id);

 private:
  using Candidates = std::vector<std::pair<ChunkKey, Candidate>>;

  ReportColumns(const Catalogue& catalogue, InternTable& indicators,
                CorrectionReader corrections)
      : catalogue_(&catalogue),
        indicators_(&indicators),
        corrections_(std::move(corrections)) {}
  // The report of that row id as corrected, and what `report` says of it.
  absl::StatusOr<StoredReport> Read(int64_t id, ReportEntry& entry);
  // Of a report of that stratum.
  absl::StatusOr<Candidates> CandidatesOf(Stratum stratum,
                                          const ObservationRows& observations);

  const Catalogue* catalogue_;
  InternTable* indicators_;
  CorrectionReader corrections_;
  Statement read_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_REPORT_COLUMNS_H_
