// The embedded store: one SQLite file, no server, with what counts in
// statistics held in memory as columns. See schema.h for the tables and
// columns/snapshot.h for the columns.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_STORE_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_STORE_H_

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/columns/live_columns.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/database/file_lock.h"
#include "aggregator/store/sqlite/vintages.h"
#include "aggregator/store/sqlite/writing/writer.h"
#include "aggregator/store/store.h"
#include "common/domain/catalogue.h"

namespace nianbao::aggregator {

// Holds a FileLock on the file. A full disk, or a file that may only be read,
// refuses changes with RESOURCE_EXHAUSTED or UNAVAILABLE while queries go on;
// after an error of the disk changes are UNAVAILABLE for good (see Health).
class SqliteStore final : public Store {
 public:
  // Opens or creates the file at `path`, after CheckQuickly. `catalogue` must
  // outlive the store. UNAVAILABLE when it cannot be opened, DATA_LOSS when it
  // is damaged or no database, FAILED_PRECONDITION when another store has it
  // open or a later version of the program made it. Errors name the file.
  static absl::StatusOr<std::unique_ptr<SqliteStore>> Open(
      const std::string& path, const Catalogue& catalogue);

  // Reads on two threads.
  absl::Status Load(
      Stopped stopped,
      absl::FunctionRef<void(const LoadProgress&)> progress) override;
  void Upload(v1::Report report, UploadDone done) override;
  void Delete(std::string name, DeleteDone done) override;
  absl::StatusOr<v1::Report> Get(const std::string& name) override;
  absl::StatusOr<std::vector<v1::ReportSummary>> List(
      const ReportQuery& query) override;
  Rows<v1::QueryStatisticsResponse> QueryStatistics(
      const v1::QueryStatisticsRequest& request) override;
  Rows<v1::RankDivisionsResponse> RankDivisions(
      const v1::RankDivisionsRequest& request) override;
  Rows<v1::QueryTrendsResponse> QueryTrends(
      const v1::QueryTrendsRequest& request) override;
  Rows<v1::QueryDistributionsResponse> QueryDistributions(
      const v1::QueryDistributionsRequest& request) override;
  Rows<v1::QueryCorrelationsResponse> QueryCorrelations(
      const v1::QueryCorrelationsRequest& request) override;
  Rows<v1::QueryObservationsResponse> QueryObservations(
      const v1::QueryObservationsRequest& request) override;
  int64_t SnapshotVersion() const override;
  void OnChange(ChangeListener listener) override;

  // OK while changes can be stored, so far as is known; else what failed. Does
  // not tell of what passes: a full disk. OK until Load is done.
  absl::Status Health() const;

  // To be called before Load, once at most. `listener` may be called until the
  // store has died: the last changes are written then.
  void OnCommit(SqliteWriter::CommitListener listener);
  // Of the database and its write-ahead log.
  int64_t Bytes() const;
  // Held in memory, where answers come from; 0 until Load is done. O(indicators
  // and years).
  int64_t LoadedObservations() const;

 private:
  SqliteStore(FileLock lock, const std::string& path,
              const Catalogue& catalogue, Connection connection);

  absl::Status CheckLoaded() const;
  void Publish(SnapshotChanges changes);
  // Gives what `query` gives for the state that `selection` asks for. A state
  // to be read from disk is read by the first Next. `further` are indicators
  // that the query reads besides those of the selection.
  template <typename Message>
  Rows<Message> Answer(const v1::Selection& selection,
                       const std::vector<std::string>& further,
                       std::function<Rows<Message>(SnapshotPtr)> query);

  // Microseconds since the epoch, not in the future. See IndicatorsRead.
  absl::StatusOr<SnapshotPtr> StateAsOf(
      int64_t as_of, const std::optional<std::vector<std::string>>& indicators,
      Stopped stopped);

  // Goes last.
  const FileLock lock_;
  const std::string path_;
  const Catalogue& catalogue_;
  ConnectionPool readers_;
  Vintages vintages_;
  // Until Load hands both to the writer.
  Connection connection_;
  SqliteWriter::CommitListener on_commit_;
  std::unique_ptr<LiveColumns> columns_;
  // Turns true once the members around it are set for good.
  std::atomic<bool> loaded_ = false;

  absl::Mutex listener_mutex_;
  ChangeListener listener_ ABSL_GUARDED_BY(listener_mutex_);

  // Goes first: it publishes what it has written.
  std::unique_ptr<SqliteWriter> writer_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_STORE_H_
