// The embedded store: one SQLite file, no server. See schema.h for its
// tables.
#ifndef NIANBAO_AGGREGATOR_SQLITE_STORE_H_
#define NIANBAO_AGGREGATOR_SQLITE_STORE_H_

#include <memory>
#include <string>
#include <vector>

#include "aggregator/sqlite/connection.h"
#include "aggregator/sqlite/writer.h"
#include "aggregator/store.h"
#include "common/catalogue.h"

namespace nianbao {

class SqliteStore final : public Store {
 public:
  // Opens or creates the file at `path`. `catalogue` must outlive the store.
  // UNAVAILABLE when it cannot be opened, DATA_LOSS when it is no database,
  // FAILED_PRECONDITION when a later version of the program made it.
  static absl::StatusOr<std::unique_ptr<SqliteStore>> Open(
      const std::string& path, const Catalogue& catalogue);

  void Upload(v1::Report report, UploadDone done) override;
  void Delete(std::string name, DeleteDone done) override;
  absl::StatusOr<v1::Report> Get(const std::string& name) override;
  absl::StatusOr<std::vector<v1::ReportSummary>> List(
      const ReportQuery& query) override;
  absl::StatusOr<std::unique_ptr<Cursor<v1::QueryStatisticsResponse>>>
  QueryStatistics(const v1::QueryStatisticsRequest& request) override;
  absl::StatusOr<std::unique_ptr<Cursor<v1::QueryObservationsResponse>>>
  QueryObservations(const v1::QueryObservationsRequest& request) override;

 private:
  SqliteStore(const std::string& path, const Catalogue& catalogue,
              std::unique_ptr<SqliteWriter> writer);

  const Catalogue& catalogue_;
  ConnectionPool readers_;
  const std::unique_ptr<SqliteWriter> writer_;
};

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_SQLITE_STORE_H_
