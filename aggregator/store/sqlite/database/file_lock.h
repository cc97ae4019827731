// Keeps a second program from serving the same database.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_FILE_LOCK_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_FILE_LOCK_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"

namespace nianbao::aggregator {

// An exclusive lock on the file "<path>.lock" beside a database, which is
// created when missing and stays. The kernel lets go of it however the process
// ends. Symbolic links are followed first, so that two names of one database
// share a lock.
class FileLock {
 public:
  // Does not wait. FAILED_PRECONDITION when the lock is held, by this process
  // too; UNAVAILABLE when its file cannot be made.
  static absl::StatusOr<FileLock> Acquire(const std::string& path);

  FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int file) : file_(file) {}

  // The descriptor that holds the lock; -1 once moved from.
  int file_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_FILE_LOCK_H_
