// Keeps a second program from serving the same database.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_FILE_LOCK_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_FILE_LOCK_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace nianbao::aggregator {

// Two exclusive locks: on the file "<path>.lock" beside a database, which is
// created when missing and stays, and on the database itself. The first one
// also holds while there is no database, or another takes its place; the
// second one also when somebody removes the first one's file, or calls the
// database by another name. The kernel lets go of both however the process
// ends. Symbolic links are followed first, so that two names of one database
// share a lock.
class FileLock {
 public:
  // Does not wait, and does not create the database: where there is none, only
  // the file beside it is locked until HoldDatabase. FAILED_PRECONDITION when a
  // lock is held, by this process too; UNAVAILABLE when a file cannot be
  // opened.
  static absl::StatusOr<FileLock> Acquire(const std::string& path);

  FileLock(FileLock&& other) noexcept
      : path_(std::move(other.path_)),
        file_(std::exchange(other.file_, -1)),
        database_(std::exchange(other.database_, -1)) {}
  FileLock& operator=(FileLock&&) = delete;
  // REQUIRES: the process has no connection to the database any more. To close
  // a file lets go of all locks that SQLite holds on it in this process.
  ~FileLock();

  // Locks the database as well, once it has been created; nothing to do where
  // Acquire has found one. Errors as Acquire.
  absl::Status HoldDatabase();

  // The database, open for reading, and the file beside it, open for both;
  // for as long as the lock is held.
  int database() const { return database_; }
  int file() const { return file_; }

 private:
  FileLock(std::string path, int file) : path_(std::move(path)), file_(file) {}

  std::string path_;
  // Descriptors that hold the locks; -1 for none.
  int file_;
  int database_ = -1;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_FILE_LOCK_H_
