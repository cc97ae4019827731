#include "client/commands/moving/sqlite_file.h"

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/output/paths.h"

namespace nianbao::client {
namespace {

// Names are the program's own, so that quotes are not in them.
std::string Quoted(absl::string_view name) {
  return absl::StrCat("\"", name, "\"");
}

int Bind(sqlite3_stmt* statement, int index, const Cell& cell) {
  if (cell.plain.empty()) return sqlite3_bind_null(statement, index);
  const bool is_number =
      cell.kind == Cell::Kind::kNumber || cell.kind == Cell::Kind::kPercent;
  int64_t integer;
  if (is_number && absl::SimpleAtoi(cell.plain, &integer)) {
    return sqlite3_bind_int64(statement, index, integer);
  }
  double number;
  if (is_number && absl::SimpleAtod(cell.plain, &number)) {
    return sqlite3_bind_double(statement, index, number);
  }
  return sqlite3_bind_text64(statement, index, cell.plain.data(),
                             cell.plain.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

}  // namespace

SqliteFile::SqliteFile(std::string path)
    : path_(std::move(path)), part_(absl::StrCat(path_, ".part")) {}

absl::StatusOr<std::unique_ptr<SqliteFile>> SqliteFile::Create(
    const std::string& path) {
  std::unique_ptr<SqliteFile> file(new SqliteFile(path));
  std::error_code ignored;
  std::filesystem::remove(file->part_, ignored);
  const int code =
      sqlite3_open_v2(file->part_.c_str(), &file->database_,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  if (code != SQLITE_OK) return file->Error(code);
  // Nobody reads the file before it is complete, and half a one is thrown away.
  const absl::Status begun =
      file->Run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
  if (!begun.ok()) return begun;
  return file;
}

SqliteFile::~SqliteFile() {
  EndStatements();
  sqlite3_close(database_);
  if (part_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove(part_, ignored);
}

void SqliteFile::EndStatements() {
  for (sqlite3_stmt* const insert : inserts_) sqlite3_finalize(insert);
  inserts_.clear();
}

absl::Status SqliteFile::Error(int code) const {
  return absl::InternalError(absl::StrCat(
      "cannot write ", ReadablePath(path_), ": ",
      database_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database_)));
}

absl::StatusOr<size_t> SqliteFile::AddTable(absl::string_view name,
                                            const std::vector<Column>& heads,
                                            absl::string_view key) {
  std::vector<std::string> columns;
  columns.reserve(heads.size());
  for (const Column& head : heads) columns.push_back(Quoted(head.name.id));
  const absl::Status created = Run(absl::StrCat(
      "CREATE TABLE ", Quoted(name), " (", absl::StrJoin(columns, ", "),
      ", PRIMARY KEY (", Quoted(key), ")) WITHOUT ROWID"));
  if (!created.ok()) return created;
  const std::vector<std::string> places(heads.size(), "?");
  const std::string sql =
      absl::StrCat("INSERT INTO ", Quoted(name), " VALUES (",
                   absl::StrJoin(places, ", "), ")");
  sqlite3_stmt* insert = nullptr;
  const int code =
      sqlite3_prepare_v2(database_, sql.c_str(), -1, &insert, nullptr);
  if (code != SQLITE_OK) return Error(code);
  inserts_.push_back(insert);
  return inserts_.size() - 1;
}

absl::Status SqliteFile::Add(size_t table, const std::vector<Cell>& cells) {
  sqlite3_stmt* const insert = inserts_[table];
  int code = SQLITE_OK;
  for (size_t i = 0; i < cells.size() && code == SQLITE_OK; ++i) {
    code = Bind(insert, static_cast<int>(i) + 1, cells[i]);
  }
  if (code == SQLITE_OK) code = sqlite3_step(insert);
  absl::Status status = code == SQLITE_DONE ? absl::OkStatus() : Error(code);
  sqlite3_reset(insert);
  return status;
}

absl::Status SqliteFile::Run(const std::string& sql) {
  const int code =
      sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Error(code);
}

absl::Status SqliteFile::Finish() {
  EndStatements();
  const absl::Status committed = Run("COMMIT");
  if (!committed.ok()) return committed;
  const int code = sqlite3_close(std::exchange(database_, nullptr));
  if (code != SQLITE_OK) return Error(code);
  std::error_code error;
  std::filesystem::rename(part_, path_, error);
  if (error) {
    return absl::InternalError(absl::StrCat(
        "cannot write ", ReadablePath(path_), ": ", error.message()));
  }
  part_.clear();
  return absl::OkStatus();
}

}  // namespace nianbao::client
