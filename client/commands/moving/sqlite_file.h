// A SQLite database that is written once.
#ifndef NIANBAO_CLIENT_COMMANDS_MOVING_SQLITE_FILE_H_
#define NIANBAO_CLIENT_COMMANDS_MOVING_SQLITE_FILE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/output/formats/cell.h"
#include "client/output/formats/table.h"

struct sqlite3;
struct sqlite3_stmt;

namespace nianbao::client {

// Written to a file beside, which has its name when it is complete. Errors are
// INTERNAL and name the file. Not thread-safe.
class SqliteFile {
 public:
  // A file of that name that was there before stays until Finish.
  static absl::StatusOr<std::unique_ptr<SqliteFile>> Create(
      const std::string& path);
  // What was not finished is not there.
  ~SqliteFile();

  SqliteFile(const SqliteFile&) = delete;
  SqliteFile& operator=(const SqliteFile&) = delete;

  // Makes a table with the columns `heads`, whose rows are found by the one
  // named `key`, and returns its number.
  absl::StatusOr<size_t> AddTable(absl::string_view name,
                                  const std::vector<Column>& heads,
                                  absl::string_view key);

  // A row of a table: numbers as numbers, an empty cell as NULL.
  absl::Status Add(size_t table, const std::vector<Cell>& cells);

  // Runs statements, such as those that make views.
  absl::Status Run(const std::string& sql);

  // Must be the last call.
  absl::Status Finish();

 private:
  explicit SqliteFile(std::string path);

  absl::Status Error(int code) const;
  void EndStatements();

  const std::string path_;
  // What is written to; empty when that has become path_.
  std::string part_;
  sqlite3* database_ = nullptr;
  // Of each table, what inserts into it.
  std::vector<sqlite3_stmt*> inserts_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_MOVING_SQLITE_FILE_H_
