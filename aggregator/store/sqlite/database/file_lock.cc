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
namespace {

absl::Status CannotLock(const std::string& path, const std::string& file) {
  return absl::UnavailableError(absl::StrCat(
      "cannot lock ", path, ": cannot open ", file, ": ", strerror(errno)));
}

// Locks the whole file. SQLite's locks on ranges of the database are of another
// kind (fcntl), and the two do not meet.
absl::Status Lock(int descriptor, const std::string& path,
                  const std::string& file) {
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return absl::OkStatus();
  if (errno == EWOULDBLOCK) {
    return absl::FailedPreconditionError(absl::StrCat(
        path, " is in use by another nianbao-aggregator (it holds ", file,
        ")"));
  }
  return absl::UnavailableError(
      absl::StrCat("cannot lock ", file, ": ", strerror(errno)));
}

}  // namespace

absl::StatusOr<FileLock> FileLock::Acquire(const std::string& path) {
  std::error_code unresolved;
  const std::filesystem::path resolved =
      std::filesystem::weakly_canonical(path, unresolved);
  const std::string name =
      absl::StrCat(unresolved ? path : resolved.string(), ".lock");
  const int file = open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return CannotLock(path, name);
  // From here on the files are closed whatever comes.
  FileLock lock(path, file);
  absl::Status status = Lock(file, path, name);
  if (status.ok() && std::filesystem::exists(path, unresolved)) {
    status = lock.HoldDatabase();
  }
  if (!status.ok()) return status;
  return lock;
}

absl::Status FileLock::HoldDatabase() {
  if (database_ >= 0) return absl::OkStatus();
  database_ = open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (database_ < 0) return CannotLock(path_, path_);
  return Lock(database_, path_, path_);
}

FileLock::~FileLock() {
  if (database_ >= 0) close(database_);
  if (file_ >= 0) close(file_);
}

}  // namespace nianbao::aggregator
