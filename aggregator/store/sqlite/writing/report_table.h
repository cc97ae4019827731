// Transactions over the tables of the SQLite store: reports put in and
// superseded, and what that changes in the columns. One transaction is Begin,
// any number of Put, Delete and Correct, and then Commit or Rollback.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_REPORT_TABLE_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_REPORT_TABLE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/columns/live_columns.h"
#include "aggregator/correction/correction.h"
#include "aggregator/election/counted_changes.h"
#include "aggregator/election/rivalry.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/database/correction_reader.h"
#include "aggregator/store/sqlite/database/moment_table.h"
#include "aggregator/store/sqlite/database/stored_report.h"
#include "aggregator/store/sqlite/writing/correction_table.h"
#include "aggregator/store/sqlite/writing/intern_table.h"
#include "aggregator/store/sqlite/writing/observation_table.h"
#include "aggregator/store/sqlite/writing/report_columns.h"
#include "aggregator/store/store.h"
#include "common/domain/catalogue.h"

namespace nianbao::aggregator {

// For one thread.
class ReportTable {
 public:
  // `connection` and `catalogue` must outlive the table and stay in place.
  static absl::StatusOr<ReportTable> Create(Connection& connection,
                                            const Catalogue& catalogue);

  // `moment` of the transaction is in microseconds since the epoch and later
  // than that of the transactions before.
  absl::Status Begin(int64_t moment);

  // The moment of the last transaction: of this table, or else in the file.
  int64_t last_moment() const { return moment_; }

  // Lets the report, which must be as it was read, take the place of the
  // earlier ones of its digest and of its source, if those are others, and
  // stand for its issuer, year and type: as corrected, where its digest has
  // corrections. `report` must stay in place until the transaction has ended.
  // After an error the transaction can only be rolled back.
  absl::StatusOr<UploadResult> Put(const StoredReport& report);

  // Lets the newest other report of the issuer, year and type stand for it.
  // NOT_FOUND, with nothing changed, when there is no such report; else as Put.
  absl::Status Delete(const std::string& name);

  // Lets the report stand as corrected. Returns it as such, without its
  // observations, sections and diagnostics. Errors as Delete.
  absl::StatusOr<v1::Report> Correct(const CorrectionQuestion& question);

  // What the transaction under way has changed so far.
  bool HasChanged() const { return counts_.stored + counts_.superseded > 0; }
  const RowCounts& counts() const { return counts_; }

  // The changes to what counts; absent when nothing was changed. After an error
  // the transaction has been rolled back.
  absl::StatusOr<std::optional<SnapshotChanges>> Commit();

  // Ends the transaction as if it had never begun.
  void Rollback();

 private:
  struct CurrentReport {
    int64_t id;
    int64_t upload_id;
    // Microseconds since the epoch.
    int64_t uploaded_at;
    std::string name;
    Rivalry rivalry;
  };
  // A report put in, or corrected, by this transaction.
  struct NewReport {
    const StoredReport* report;
    int64_t upload_id;
    int32_t issuer;
  };

  explicit ReportTable(Connection& connection) : connection_(&connection) {}
  absl::Status OpenTables(const Catalogue& catalogue);
  absl::Status PrepareStatements();
  absl::Status ReadLast();

  absl::StatusOr<std::optional<CurrentReport>> Find(Statement& find,
                                                    const std::string& text);
  // The report as it was uploaded.
  absl::StatusOr<std::string> ReadContent(int64_t upload_id);
  // Keeps the report in place until the transaction has ended.
  const StoredReport& Keep(StoredReport report);
  // The report as corrected by now: the same where nothing is.
  absl::StatusOr<const StoredReport*> AsCorrected(const StoredReport& as_read);
  // Puts in a row of the report as corrected by now, for that upload; 0 for a
  // new one.
  absl::Status Insert(const StoredReport& as_read, int64_t upload_id);
  absl::Status InsertRows(const StoredReport& report, int64_t id,
                          int64_t upload_id, int32_t issuer);
  absl::Status Supersede(const CurrentReport& current);
  // Makes a change to the reports of that rivalry, which must have rivals, and
  // keeps what that changes in what counts.
  absl::Status ChangeRivals(const Rivalry& rivalry,
                            absl::FunctionRef<absl::Status()> change);
  // The row id of the report that counts; absent when none does.
  absl::StatusOr<std::optional<int64_t>> Counted(const Rivalry& rivalry);

  absl::StatusOr<SnapshotChanges> Changes();
  // Forgets what the transaction did; `settle` says how it ended.
  void Reset(void (InternTable::*settle)());

  Connection* connection_;
  // Behind pointers, since columns_ refers to indicators_ and must find it in
  // the same place after this table has been moved.
  std::unique_ptr<InternTable> issuers_, indicators_, units_;
  std::unique_ptr<ObservationTable> observations_;
  std::unique_ptr<ReportColumns> columns_;
  std::unique_ptr<CorrectionTable> corrections_;
  std::unique_ptr<CorrectionReader> correction_reader_;
  int64_t last_id_ = 0;
  // The moment of the transaction under way, or else of the last one.
  int64_t moment_ = 0;

  // What the transaction under way has done: how many rows it has written, what
  // it changes in what counts, and its reports by their ids.
  RowCounts counts_;
  CountedChanges counted_;
  absl::flat_hash_map<int64_t, NewReport> new_reports_;
  // See Keep.
  std::vector<std::unique_ptr<const StoredReport>> kept_;

  Statement find_by_digest_, find_by_source_, find_by_name_, newest_;
  Statement insert_report_, insert_content_, supersede_, read_content_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_REPORT_TABLE_H_
