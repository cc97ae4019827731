// From one version of the schema to the next, all or nothing.
//
// PRAGMA user_version says which version a file has; docs/FORMAT.md says what
// the versions are. Everything happens in one transaction, the version
// included: whatever ends it early leaves a file that still is of the old
// version and that the program of before can serve.
//
// Version 1 kept current reports only; version 2 has moments, so that questions
// as of an earlier time can be answered; version 3 has corrections, the units
// of observations, and names made from what a report is instead of where its
// file lay; version 4 has checksums in its pages and a table of transactions.
// From either of the first two:
//
//   1. the table `report` is renamed, and made anew with its indexes, as are
//   the
//      tables `correction` and `unit`; `observation` gets a column for the
//      unit;
//   2. for each report, in the order of uploads: its content is parsed, and
//      name, digest and issuer are made of it as they are of an upload today,
//      as are the units and flags of its observations (version 1 had other
//      bits); a report of no type becomes one on the rule of law;
//   3. from version 1, besides: its upload time becomes `stored_at`; content
//      and brief are written again without name and upload time;
//   4. the renamed table is dropped, and issuers that no report is of any more.
//
// From version 3 only the table `moment` is missing: it is made of the moments
// that reports have, as if the clock had always been right.
//
// Row ids stay, so that `observation` and `report_content` keep their rows.
// Where two current reports turn out to be of one document, the later upload
// stays, and the earlier one is superseded from that upload's moment on, as it
// would be today. Moments must ascend by id, but the clock of a machine may
// have been set back between two uploads of version 1: then the later one gets
// the microsecond after the one before.
//
// Cost: VACUUM copies the file to the folder for temporary files, and from
// there into its log. Each report is parsed and serialized once, its indicators
// and units are looked up, and each observation once, n log n. The
// transaction's log holds nearly all of the file anew, so that the disk needs
// as much room again.

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

class Migration {
 public:
  // `version` is 1 or 2.
  Migration(Connection& connection, int64_t version)
      : connection_(connection), version_(version) {}

  absl::Status Run() {
    // The names of indexes are the file's: those of the renamed table must go
    // before the new one gets its own.
    absl::Status status = connection_.Execute(
        "DROP INDEX IF EXISTS current_report_by_name;"
        "DROP INDEX IF EXISTS current_report_by_source;"
        "DROP INDEX IF EXISTS current_report_by_issuer;"
        "ALTER TABLE report RENAME TO report_before;"
        "ALTER TABLE observation ADD COLUMN unit_id INTEGER NOT NULL DEFAULT "
        "0");
    if (status.ok()) status = connection_.Execute(kReportTable);
    if (status.ok()) status = connection_.Execute(kUnitTable);
    if (status.ok()) status = connection_.Execute(kCorrectionTable);
    if (status.ok()) status = Prepare();
    if (status.ok()) status = MoveReports();
    // Statements over a table keep it from being dropped.
    for (Statement* const statement :
         {&content_, &add_issuer_, &supersede_, &insert_, &update_content_,
          &add_unit_, &find_unit_, &find_indicator_, &update_observation_}) {
      *statement = Statement();
    }
    if (!status.ok()) return status;
    return connection_.Execute(
        "DROP TABLE report_before;"
        "DELETE FROM issuer WHERE id NOT IN (SELECT issuer_id FROM report)");
  }

 private:
  absl::Status Prepare() {
    const std::pair<Statement*, const char*> statements[] = {
        {&content_, "SELECT content FROM report_content WHERE report_id = ?"},
        {&add_issuer_, "INSERT OR IGNORE INTO issuer (key) VALUES (?)"},
        {&supersede_,
         "UPDATE report SET superseded_at = ?2 "
         "WHERE superseded_at IS NULL AND digest = ?1"},
        {&insert_,
         "INSERT INTO report SELECT id, id, ?2, ?3, source_uri, "
         "(SELECT id FROM issuer WHERE key = ?4), issuer_name, division_code, "
         "level, year, first_year, max(type, 1), ?5, nullif(?6, 0) "
         "FROM report_before WHERE id = ?1"},
        {&update_content_,
         "UPDATE report_content SET brief = ?2, content = ?3 "
         "WHERE report_id = ?1"},
        {&add_unit_, "INSERT OR IGNORE INTO unit (name) VALUES (?)"},
        {&find_unit_, "SELECT id FROM unit WHERE name = ?"},
        {&find_indicator_, "SELECT id FROM indicator WHERE name = ?"},
        {&update_observation_,
         "UPDATE observation SET flags = ?6, unit_id = ?7 "
         "WHERE indicator_id = ?1 AND kind = ?2 "
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
    absl::StatusOr<Statement> rows = connection_.Prepare(
        version_ == 1 ? "SELECT id, 0, 0 FROM report_before ORDER BY id"
                      : "SELECT id, stored_at, superseded_at FROM "
                        "report_before ORDER BY id");
    if (!rows.ok()) return rows.status();
    absl::StatusOr<bool> row;
    while ((row = rows->Step()).ok() && *row) {
      // NULL reads as 0, at which nothing was ever superseded.
      const absl::Status moved =
          MoveReport(rows->Int(0), rows->Int(1), rows->Int(2));
      if (!moved.ok()) return moved;
    }
    return row.status();
  }

  absl::Status MoveReport(int64_t id, int64_t stored_at,
                          int64_t superseded_at) {
    absl::StatusOr<v1::Report> report = Read(id);
    if (!report.ok()) return report.status();
    if (version_ == 1) {
      // Clocks may have been set back; moments never are.
      stored_at = std::max(moment_ + 1, UploadMicroseconds(*report));
    }
    moment_ = stored_at;
    const StoredReport stored(*std::move(report));
    absl::Status status = add_issuer_.BindText(1, stored.issuer_key).Run();
    if (status.ok() && superseded_at == 0) {
      status = supersede_.BindText(1, stored.digest).Bind(2, stored_at).Run();
    }
    if (!status.ok()) return status;
    status = insert_.Bind(1, id)
                 .BindText(2, stored.name)
                 .BindText(3, stored.digest)
                 .BindText(4, stored.issuer_key)
                 .Bind(5, stored_at)
                 .Bind(6, superseded_at)
                 .Run();
    if (status.ok() && version_ == 1) {
      status = update_content_.Bind(1, id)
                   .BindBlob(2, stored.brief)
                   .BindBlob(3, stored.content)
                   .Run();
    }
    return status.ok() ? UpdateObservations(id, stored.observations) : status;
  }

  absl::StatusOr<v1::Report> Read(int64_t id) {
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
    return report;
  }

  // Adds the id that `find` gives for `name`; 0, which nothing has, when there
  // is none.
  static absl::Status AddId(Statement& find, const std::string& name,
                            std::vector<int64_t>& ids) {
    const absl::StatusOr<bool> found = find.BindText(1, name).Step();
    ids.push_back(found.ok() && *found ? find.Int(0) : 0);
    find.Reset();
    return found.status();
  }

  absl::Status UpdateObservations(int64_t id,
                                  const ObservationRows& observations) {
    std::vector<int64_t> units, indicators;
    for (const std::string& unit : observations.units) {
      absl::Status status = add_unit_.BindText(1, unit).Run();
      if (status.ok()) status = AddId(find_unit_, unit, units);
      if (!status.ok()) return status;
    }
    for (const std::string& indicator : observations.indicators) {
      const absl::Status status = AddId(find_indicator_, indicator, indicators);
      if (!status.ok()) return status;
    }
    for (const ObservationRow& row : observations.rows) {
      const absl::Status status =
          update_observation_.Bind(1, indicators[row.indicator])
              .Bind(2, int64_t{row.kind})
              .Bind(3, int64_t{row.year})
              .Bind(4, id)
              .Bind(5, int64_t{row.position})
              .Bind(6, ToStoredInt(row.flags))
              .Bind(7, units[row.unit])
              .Run();
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  Connection& connection_;
  const int64_t version_;
  // Of the report before.
  int64_t moment_ = 0;
  Statement content_, add_issuer_, supersede_, insert_, update_content_,
      add_unit_, find_unit_, find_indicator_, update_observation_;
};

// Writes the file anew with checksums in its pages, where it has none.
absl::Status AddChecksums(Connection& connection) {
  if (connection.HasChecksums()) return absl::OkStatus();
  absl::Status status = connection.Execute("VACUUM");
  if (!status.ok()) return status;
  absl::StatusOr<Statement> carry_over =
      connection.Prepare("PRAGMA wal_checkpoint(TRUNCATE)");
  if (!carry_over.ok()) return carry_over.status();
  status = carry_over->Step().status();
  if (!status.ok() || connection.HasChecksums()) return status;
  return absl::UnavailableError(
      "the database cannot be given checksums while another program reads it");
}

absl::Status AddMoments(Connection& connection) {
  const absl::Status status = connection.Execute(kMomentTable);
  if (!status.ok()) return status;
  return connection.Execute(
      "INSERT INTO moment (moment, time, stored, superseded) "
      "SELECT at, at, sum(stored), sum(superseded) FROM ("
      "  SELECT stored_at AS at, 1 AS stored, 0 AS superseded FROM report "
      "  UNION ALL SELECT superseded_at, 0, 1 FROM report "
      "  WHERE superseded_at IS NOT NULL) "
      "GROUP BY at ORDER BY at");
}

// Brings an empty database, or one of an earlier version, to kSchemaVersion.
absl::Status Upgrade(Connection& connection, int64_t version) {
  absl::Status status = connection.Execute("BEGIN IMMEDIATE");
  if (!status.ok()) return status;
  status = version == 0   ? CreateTables(connection)
           : version == 3 ? absl::OkStatus()
                          : Migration(connection, version).Run();
  if (status.ok() && version != 0) status = AddMoments(connection);
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
  const absl::Status known = CheckSchemaVersion(*version);
  if (!known.ok() || *version == kSchemaVersion) return known;
  const absl::Status checked = AddChecksums(connection);
  return checked.ok() ? Upgrade(connection, *version) : checked;
}

}  // namespace nianbao::aggregator
