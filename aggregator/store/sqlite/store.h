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
#include "aggregator/query/subjects/subject_owners.h"
#include "aggregator/store/sqlite/database/acknowledged.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/database/file_lock.h"
#include "aggregator/store/sqlite/reading/report_texts.h"
#include "aggregator/store/sqlite/upkeep/scrub.h"
#include "aggregator/store/sqlite/vintages.h"
#include "aggregator/store/sqlite/writing/writer.h"
#include "aggregator/store/store.h"
#include "common/domain/catalogue.h"

namespace nianbao::aggregator {

// Holds a FileLock on the file. A full disk, or a file that may only be read,
// refuses changes with RESOURCE_EXHAUSTED or UNAVAILABLE while queries go on;
// after an error of the disk, and once its file was deleted or replaced,
// changes are UNAVAILABLE for good (see Health).
class SqliteStore final : public Store {
 public:
  // Opens or creates the file at `path`, after CheckQuickly. `catalogue` must
  // outlive the store. UNAVAILABLE when it cannot be opened, DATA_LOSS when it
  // is damaged or no database, FAILED_PRECONDITION when another store has it
  // open or a later version of the program made it. Errors name the file.
  // Transactions that were acknowledged and are not there any more are told to
  // standard error, and by Size.
  static absl::StatusOr<std::unique_ptr<SqliteStore>> Open(
      const std::string& path, const Catalogue& catalogue);

  // Loads the columns, on two threads.
  absl::Status Prepare(Stopped stopped, Progress progress) override;
  void Upload(v1::Report report, UploadDone done) override;
  void Delete(std::string name, DeleteDone done) override;
  void Correct(CorrectionQuestion question, CorrectDone done) override;
  absl::StatusOr<v1::Report> Get(const std::string& name) override;
  absl::StatusOr<std::vector<v1::Report>> GetAll(
      const std::vector<std::string>& names) override;
  absl::StatusOr<std::vector<v1::ReportSummary>> List(
      const ReportListQuestion& question) override;
  absl::StatusOr<int64_t> Count(const ReportListQuestion& question) override;
  absl::StatusOr<absl::Time> Moment() const override;
  Rows<v1::QueryStatisticsResponse> QueryStatistics(
      const StatisticsQuestion& question) override;
  Rows<v1::RankDivisionsResponse> RankDivisions(
      const RankQuestion& question) override;
  Rows<v1::QueryTrendsResponse> QueryTrends(
      const TrendQuestion& question) override;
  Rows<v1::QueryDistributionsResponse> QueryDistributions(
      const DistributionQuestion& question) override;
  Rows<v1::QueryCorrelationsResponse> QueryCorrelations(
      const CorrelationQuestion& question) override;
  Rows<v1::QueryChecksResponse> QueryChecks(
      const CheckQuestion& question) override;
  Rows<v1::QueryObservationsResponse> QueryObservations(
      const ObservationQuestion& question) override;
  void OnChange(ChangeListener listener) override;
  absl::Status Health() const override;
  // The bytes are those of the database and its write-ahead log. O(indicators
  // and years).
  StoreSize Size() const override;
  void OnCommit(CommitListener listener) override;

 private:
  SqliteStore(FileLock lock, const std::string& path,
              const Catalogue& catalogue, Connection connection,
              const Acknowledged& acknowledged);

  absl::Status CheckLoaded() const;
  void Publish(SnapshotChanges changes);
  template <typename Message>
  using CursorMaker =
      std::function<std::unique_ptr<Cursor<Message>>(SnapshotPtr)>;

  // Gives what `make` makes of the state that `selection` asks for. A state to
  // be read from disk is read by the first Next. `further` are indicators
  // that the query reads besides those of the selection.
  template <typename Message>
  Rows<Message> Answer(const SelectionQuestion& selection,
                       const std::vector<std::string>& further,
                       CursorMaker<Message> make);

  // The moment that a time is about, both in microseconds since the epoch: of a
  // time in the future itself, else see MomentAt of database/moment_table.h.
  absl::StatusOr<int64_t> MomentOf(int64_t as_of);

  // In microseconds since the epoch, not after both the clock and the newest
  // moment. See IndicatorsRead.
  absl::StatusOr<SnapshotPtr> StateAsOf(
      int64_t as_of, const std::optional<std::vector<std::string>>& indicators,
      Stopped stopped);

  // Declared first, so that it is released last: nobody else may open the file
  // while the members below still use it.
  const FileLock lock_;
  const std::string path_;
  const Catalogue& catalogue_;
  ConnectionPool readers_;
  Vintages vintages_;
  SqliteReportTexts texts_;
  SubjectOwners owners_;
  // In the lock's file. Once there is a writer its thread alone looks at it.
  Acknowledged acknowledged_;
  // Of it; does not change.
  const int64_t missing_;
  // Until Prepare hands both to the writer.
  Connection connection_;
  CommitListener on_commit_;
  std::unique_ptr<LiveColumns> columns_;
  std::unique_ptr<Scrubber> scrubber_;
  // Turns true once the members around it are set for good.
  std::atomic<bool> loaded_ = false;

  absl::Mutex listener_mutex_;
  ChangeListener listener_ ABSL_GUARDED_BY(listener_mutex_);

  // Declared last, so that it dies first: it publishes what it writes until
  // then.
  std::unique_ptr<SqliteWriter> writer_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_STORE_H_
