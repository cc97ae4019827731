// Transactions over the tables of the SQLite store: reports put in and
// superseded, and what that changes in the columns. One transaction is Begin,
// any number of Put and Delete, and then Commit or Rollback.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_REPORT_TABLE_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_REPORT_TABLE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/columns/live_columns.h"
#include "aggregator/election/counted_changes.h"
#include "aggregator/election/rivalry.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/database/stored_report.h"
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

  // Lets the report take the place of an earlier one of its source, if that is
  // another, and stand for its issuer, year and type. `report` must stay in
  // place until the transaction has ended. ALREADY_EXISTS, with nothing
  // changed, when another source has the very same name; after any other error
  // the transaction can only be rolled back.
  absl::StatusOr<UploadResult> Put(const StoredReport& report);

  // Lets the newest other report of the issuer, year and type stand for it.
  // NOT_FOUND when there is no such report; else as Put.
  absl::Status Delete(const std::string& name);

  // The changes to what counts; absent when nothing was changed. After an error
  // the transaction has been rolled back.
  absl::StatusOr<std::optional<SnapshotChanges>> Commit();

  // Ends the transaction as if it had never begun.
  void Rollback();

 private:
  struct CurrentReport {
    int64_t id;
    std::string name;
    Rivalry rivalry;
  };
  // A report put in by this transaction.
  struct NewReport {
    const StoredReport* report;
    std::string name;
    int32_t issuer;
  };

  explicit ReportTable(Connection& connection) : connection_(&connection) {}
  absl::Status OpenTables(const Catalogue& catalogue);
  absl::Status PrepareStatements();
  absl::Status ReadLast();

  absl::StatusOr<std::string> FreeName(const StoredReport& report);
  absl::StatusOr<std::optional<CurrentReport>> Find(Statement& find,
                                                    const std::string& text);
  absl::StatusOr<bool> HasContent(int64_t id, const std::string& content);
  absl::Status Insert(const StoredReport& report, const std::string& name);
  absl::Status Supersede(const CurrentReport& current);
  // The row id of the report that counts; absent when none does.
  absl::StatusOr<std::optional<int64_t>> Counted(const Rivalry& rivalry);

  absl::StatusOr<SnapshotChanges> Changes();
  void Reset();

  Connection* connection_;
  // Behind pointers, since columns_ refers to indicators_ and must find it in
  // the same place after this table has been moved.
  std::unique_ptr<InternTable> issuers_, indicators_;
  std::optional<ObservationTable> observations_;
  std::optional<ReportColumns> columns_;
  int64_t last_id_ = 0;
  // The moment of the transaction under way, or else of the last one.
  int64_t moment_ = 0;

  // What the transaction under way has done: whether it has written anything,
  // what it changes in what counts, and its reports by their ids.
  bool changed_ = false;
  CountedChanges counted_;
  absl::flat_hash_map<int64_t, NewReport> new_reports_;

  Statement find_by_source_, find_by_name_, name_taken_, newest_;
  Statement insert_report_, insert_content_, supersede_, read_content_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_REPORT_TABLE_H_
