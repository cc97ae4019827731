// Writes reports into the tables of the SQLite store and takes them out again.
#ifndef NIANBAO_AGGREGATOR_SQLITE_REPORT_TABLE_H_
#define NIANBAO_AGGREGATOR_SQLITE_REPORT_TABLE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/sqlite/connection.h"
#include "aggregator/store.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao {

// For one thread, within a transaction of the caller's; after an error the
// caller rolls back.
class ReportTable {
 public:
  // `connection` must outlive the table and stay in place.
  static absl::StatusOr<ReportTable> Create(Connection& connection);

  // Inserts the report in place of an earlier one of its source, and lets it
  // stand for its issuer, year and type. Sets its name and upload time.
  // ALREADY_EXISTS when another source has the very same name.
  absl::StatusOr<UploadResult> Put(v1::Report report);

  // Lets the newest other report of the issuer, year and type stand for it.
  // NOT_FOUND when there is no such report.
  absl::Status Delete(const std::string& name);

 private:
  // What reports of the same issuer, year and type share. Reports of an
  // unknown year, or over several years, have no rivals.
  struct Rivalry {
    int64_t issuer;
    int64_t year;
    int64_t first_year;
    int64_t type;
    bool Exists() const { return year != 0 && first_year == 0; }
  };

  explicit ReportTable(Connection& connection) : connection_(&connection) {}
  absl::StatusOr<std::string> FreeName(const v1::Report& report);
  absl::StatusOr<int64_t> InsertReport(const v1::Report& report);
  absl::Status InsertContent(int64_t id, const v1::Report& report);
  absl::Status InsertObservations(int64_t id, const v1::Report& report);
  // False when there is none. `find` has been bound.
  absl::StatusOr<bool> RemoveFound(Statement& find);
  absl::Status RemoveRows(int64_t id);
  // The one of `rivalry` with the largest id is counted, and no other.
  absl::Status CountNewest(const Rivalry& rivalry);
  absl::StatusOr<int64_t> Intern(Statement& find, Statement& insert,
                                 absl::string_view text);

  Connection* connection_;
  Statement find_by_source_, find_by_name_, name_taken_;
  Statement find_issuer_, insert_issuer_, find_indicator_, insert_indicator_;
  Statement insert_report_, insert_content_, insert_observation_;
  Statement read_content_, delete_observation_, delete_content_, delete_report_;
  Statement count_newest_;
};

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_SQLITE_REPORT_TABLE_H_
