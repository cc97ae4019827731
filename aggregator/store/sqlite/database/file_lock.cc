#include "aggregator/store/sqlite/database/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace nianbao::aggregator {

absl::StatusOr<FileLock> FileLock::Acquire(const std::string& path) {
  // The database itself cannot carry the lock: SQLite locks ranges of it in its
  // own way, and lets go of them whenever any handle on the file is closed.
  std::error_code unresolved;
  const std::filesystem::path resolved =
      std::filesystem::weakly_canonical(path, unresolved);
  const std::string name =
      absl::StrCat(unresolved ? path : resolved.string(), ".lock");
  const int file = open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) {
    return absl::UnavailableError(absl::StrCat(
        "cannot lock ", path, ": cannot open ", name, ": ", strerror(errno)));
  }
  // From here on the file is closed whatever comes.
  FileLock lock(file);
  if (flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) {
    return absl::FailedPreconditionError(absl::StrCat(
        path, " is in use by another nianbao-aggregator (it holds ", name,
        ")"));
  }
  return absl::UnavailableError(
      absl::StrCat("cannot lock ", name, ": ", strerror(errno)));
}

FileLock::~FileLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace nianbao::aggregator
