// From one version of the schema to the next, all or nothing.
//
// PRAGMA user_version says which version a file has; docs/FORMAT.md says what
// the versions are. Everything happens in one transaction, the version
// included: whatever ends it early leaves a file that still is of the old
// version and that the program of before can serve.
//
// Version 1 -> 2. Version 1 kept current reports only; version 2 has moments,
// so that questions as of an earlier time can be answered. So
//
//   1. the table `report` is renamed, and made anew with its indexes;
//   2. for each report, in the order of uploads: its content is parsed; its
//      upload time becomes `stored_at`; content and brief are written again
//      without name and upload time; and the flags of its observations are
//      computed anew, since version 1 had other bits;
//   3. the renamed table is dropped.
//
// Row ids stay, so that `observation` keeps its rows. Moments must ascend by
// id, but the clock of a machine may have been set back between two uploads:
// then the later one gets the microsecond after the one before.
//
// Cost: each report is parsed and serialized once, each observation looked up
// once, n log n. The transaction's log holds nearly all of the file anew, so
// that the disk needs as much room again.

#include "aggregator/store/sqlite/upkeep/migration.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "aggregator/store/sqlite/database/schema.h"
#include "aggregator/store/sqlite/database/stored_flags.h"
#include "aggregator/store/sqlite/database/stored_report.h"

namespace nianbao::aggregator {
namespace {

int64_t UploadMicroseconds(const v1::Report& report) {
  return report.upload_time().seconds() * 1'000'000 +
         report.upload_time().nanos() / 1'000;
}

class MigrationFromVersion1 {
 public:
  explicit MigrationFromVersion1(Connection& connection)
      : connection_(connection) {}

  absl::Status Run() {
    absl::Status status =
        connection_.Execute("ALTER TABLE report RENAME TO report_1");
    if (status.ok()) status = connection_.Execute(kReportTable);
    if (status.ok()) status = Prepare();
    if (status.ok()) status = MoveReports();
    // Statements over a table keep it from being dropped.
    for (Statement* const statement :
         {&content_, &insert_, &update_content_, &update_flags_}) {
      *statement = Statement();
    }
    return status.ok() ? connection_.Execute("DROP TABLE report_1") : status;
  }

 private:
  absl::Status Prepare() {
    const std::pair<Statement*, const char*> statements[] = {
        {&content_, "SELECT content FROM report_content WHERE report_id = ?"},
        {&insert_,
         "INSERT INTO report SELECT id, name, source_uri, issuer_id, "
         "issuer_name, division_code, level, year, first_year, type, ?2, NULL "
         "FROM report_1 WHERE id = ?1"},
        {&update_content_,
         "UPDATE report_content SET brief = ?2, content = ?3 "
         "WHERE report_id = ?1"},
        {&update_flags_,
         "UPDATE observation SET flags = ?6 WHERE indicator_id = "
         "(SELECT id FROM indicator WHERE name = ?1) AND kind = ?2 "
         "AND year = ?3 AND report_id = ?4 AND position = ?5"},
    };
    for (const auto& [statement, sql] : statements) {
      absl::StatusOr<Statement> prepared = connection_.Prepare(sql);
      if (!prepared.ok()) return prepared.status();
      *statement = *std::move(prepared);
    }
    return absl::OkStatus();
  }

  absl::Status MoveReports() {
    absl::StatusOr<Statement> ids =
        connection_.Prepare("SELECT id FROM report_1 ORDER BY id");
    if (!ids.ok()) return ids.status();
    absl::StatusOr<bool> row;
    while ((row = ids->Step()).ok() && *row) {
      const absl::Status moved = MoveReport(ids->Int(0));
      if (!moved.ok()) return moved;
    }
    return row.status();
  }

  absl::Status MoveReport(int64_t id) {
    const absl::StatusOr<bool> found = content_.Bind(1, id).Step();
    const absl::string_view bytes = content_.Bytes(0);
    v1::Report report;
    const bool parsed =
        found.ok() && *found &&
        report.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    content_.Reset();
    if (!found.ok()) return found.status();
    if (!parsed) {
      return absl::DataLossError(absl::StrCat("content of report row ", id));
    }
    // Clocks may have been set back; moments never are.
    moment_ = std::max(moment_ + 1, UploadMicroseconds(report));
    const StoredReport stored(std::move(report));
    absl::Status status = insert_.Bind(1, id).Bind(2, moment_).Run();
    if (!status.ok()) return status;
    status = update_content_.Bind(1, id)
                 .BindBlob(2, stored.brief)
                 .BindBlob(3, stored.content)
                 .Run();
    return status.ok() ? UpdateFlags(id, stored.observations) : status;
  }

  absl::Status UpdateFlags(int64_t id, const ObservationRows& observations) {
    for (const ObservationRow& row : observations.rows) {
      const absl::Status status =
          update_flags_.BindText(1, observations.indicators[row.indicator])
              .Bind(2, int64_t{row.kind})
              .Bind(3, int64_t{row.year})
              .Bind(4, id)
              .Bind(5, int64_t{row.position})
              .Bind(6, ToStoredInt(row.flags))
              .Run();
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  Connection& connection_;
  int64_t moment_ = 0;
  Statement content_, insert_, update_content_, update_flags_;
};

// Brings an empty database, or one of an earlier version, to kSchemaVersion.
absl::Status Upgrade(Connection& connection, int64_t version) {
  if (version == kSchemaVersion) return absl::OkStatus();
  absl::Status status = connection.Execute("BEGIN IMMEDIATE");
  if (!status.ok()) return status;
  status = version == 0 ? CreateTables(connection)
                        : MigrationFromVersion1(connection).Run();
  if (status.ok()) {
    status = connection.Execute(
        absl::StrCat("PRAGMA user_version = ", kSchemaVersion).c_str());
  }
  if (status.ok()) status = connection.Execute("COMMIT");
  if (!status.ok()) connection.Execute("ROLLBACK").IgnoreError();
  return status;
}

}  // namespace

absl::Status PrepareSchema(Connection& connection) {
  const absl::StatusOr<int64_t> version = ReadSchemaVersion(connection);
  if (!version.ok()) return version.status();
  if (*version <= kSchemaVersion) return Upgrade(connection, *version);
  return absl::FailedPreconditionError(
      absl::StrCat("the database has schema version ", *version,
                   "; this program knows up to version ", kSchemaVersion));
}

}  // namespace nianbao::aggregator
