#include "aggregator/sqlite/schema.h"

#include "absl/strings/str_cat.h"

namespace nianbao {
namespace {

constexpr int kVersion = 1;

constexpr char kTables[] = R"sql(
  BEGIN IMMEDIATE;
  CREATE TABLE issuer (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE indicator (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    source_uri TEXT NOT NULL UNIQUE,
    issuer_id INTEGER NOT NULL,
    issuer_name TEXT NOT NULL,
    division_code TEXT NOT NULL,
    level INTEGER NOT NULL,
    year INTEGER NOT NULL,
    first_year INTEGER NOT NULL,
    type INTEGER NOT NULL,
    counted INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX report_by_issuer ON report (issuer_id, year, type);
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
    PRIMARY KEY (indicator_id, kind, year, report_id, position)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = 1;
  COMMIT;
)sql";

}  // namespace

absl::Status PrepareSchema(Connection& connection) {
  absl::StatusOr<Statement> statement =
      connection.Prepare("PRAGMA user_version");
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->Step();
  if (!row.ok()) return row.status();
  const int64_t version = statement->Int(0);
  statement->Reset();
  if (version == kVersion) return absl::OkStatus();
  if (version == 0) return connection.Execute(kTables);
  return absl::FailedPreconditionError(
      absl::StrCat("the database has schema version ", version,
                   "; this program knows up to version ", kVersion));
}

}  // namespace nianbao
