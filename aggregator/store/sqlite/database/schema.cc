#include "aggregator/store/sqlite/database/schema.h"

#include "absl/strings/str_cat.h"

namespace nianbao::aggregator {
namespace {

// All tables but those that migrations make. A file keeps this text as it was
// when its tables were made: a change here is a change of new files only, and
// so a new version.
constexpr char kOtherTables[] = R"sql(
  CREATE TABLE issuer (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE indicator (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE report_content (
    report_id INTEGER PRIMARY KEY,
    observation_count INTEGER NOT NULL,
    diagnostic_count INTEGER NOT NULL,
    brief BLOB NOT NULL,
    content BLOB NOT NULL
  ) STRICT;
  CREATE TABLE observation (
    indicator_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    year INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    value REAL NOT NULL,
    confidence REAL NOT NULL,
    flags INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    PRIMARY KEY (indicator_id, kind, year, report_id, position)
  ) STRICT, WITHOUT ROWID;
)sql";

}  // namespace

absl::StatusOr<int64_t> ReadSchemaVersion(Connection& connection) {
  absl::StatusOr<Statement> statement =
      connection.Prepare("PRAGMA user_version");
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->Step();
  if (!row.ok()) return row.status();
  return statement->Int(0);
}

absl::Status CheckSchemaVersion(int64_t version) {
  if (version < 0) {
    return absl::DataLossError(absl::StrCat("the database has schema version ",
                                            version,
                                            ", which no program makes"));
  }
  if (version > kSchemaVersion) {
    return absl::FailedPreconditionError(
        absl::StrCat("the database has the newer schema version ", version,
                     "; this program knows up to version ", kSchemaVersion));
  }
  return absl::OkStatus();
}

// Names, digests and sources are unique among current reports only, and so are
// found by indexes over those: superseded ones keep theirs. The last index
// finds the newest report of an issuer, year and type, which is the one that
// counts.
const char kReportTable[] = R"sql(
  CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    upload_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    source_uri TEXT NOT NULL,
    issuer_id INTEGER NOT NULL,
    issuer_name TEXT NOT NULL,
    division_code TEXT NOT NULL,
    level INTEGER NOT NULL,
    year INTEGER NOT NULL,
    first_year INTEGER NOT NULL,
    type INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    superseded_at INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX current_report_by_name ON report (name)
    WHERE superseded_at IS NULL;
  CREATE UNIQUE INDEX current_report_by_digest ON report (digest)
    WHERE superseded_at IS NULL;
  CREATE UNIQUE INDEX current_report_by_source ON report (source_uri)
    WHERE superseded_at IS NULL;
  CREATE INDEX current_report_by_issuer ON report
    (issuer_id, year, type, upload_id)
    WHERE superseded_at IS NULL AND first_year = 0;
)sql";

const char kUnitTable[] = R"sql(
  CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
)sql";

const char kCorrectionTable[] = R"sql(
  CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    author TEXT NOT NULL,
    stored_at INTEGER NOT NULL,
    superseded_at INTEGER
  ) STRICT;
  CREATE INDEX correction_by_digest ON correction (digest);
  CREATE UNIQUE INDEX current_correction ON correction (digest, field)
    WHERE superseded_at IS NULL;
)sql";

const char kMomentTable[] = R"sql(
  CREATE TABLE moment (
    id INTEGER PRIMARY KEY,
    moment INTEGER NOT NULL,
    time INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    superseded INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX moment_ahead_of_clock ON moment (time) WHERE time < moment;
)sql";

absl::Status CreateTables(Connection& connection) {
  for (const char* const sql : {kOtherTables, kReportTable, kUnitTable,
                                kCorrectionTable, kMomentTable}) {
    const absl::Status status = connection.Execute(sql);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator
