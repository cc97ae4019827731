// How a copy is made of a database that a server is writing to.
//
// The file alone will not do: commits may stand in its write-ahead log only. So
// pages are read through SQLite, within one read transaction, as of one moment:
//
//   1. a new file beside the target, with the owner and mode it is to have;
//   2. copy all pages into it, 4 MiB at a time (sqlite3_backup_step). The read
//      transaction keeps the moment: without it each commit of the server would
//      make SQLite begin the copy anew, which under load never ends;
//   3. set the copy's header to a rollback journal, as it has to stand alone;
//   4. sync the file, rename it to the target, sync the folder.
//
// A crash before the rename leaves the target as it was, and a file called
// .partial-XXXXXX, which the next copy to that target removes; after it the
// target is the copy. Nobody ever sees half of one.
//
// A restore is the same copy the other way, under the lock that a server would
// hold. The log of the old database goes right before the rename: SQLite would
// take it for changes of the new one.
//
// Cost: each page is read and written once, and one sync. The server's log
// grows by what it commits meanwhile, since pages that are still read cannot be
// carried over.

#include "aggregator/store/sqlite/upkeep/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "aggregator/store/sqlite/database/acknowledged.h"
#include "aggregator/store/sqlite/database/checked_files.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/database/file_lock.h"
#include "aggregator/store/sqlite/upkeep/partial_file.h"

namespace nianbao::aggregator {
namespace {

namespace fs = std::filesystem;

// Pages copied between two calls of the progress: 4 MiB of pages of 4 KiB, some
// milliseconds' work on a disk of today, and as much is held in memory.
constexpr int kPagesAStep = 1024;

absl::Status OfFile(const std::string& path, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat(path, ": ", status.message()));
}

absl::Status Sync(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return FileError("open", path);
  const absl::Cleanup close_file = [file] { close(file); };
  return fsync(file) == 0 ? absl::OkStatus() : FileError("sync", path);
}

absl::Status CopyPages(Connection& from, Connection& to,
                       CopyProgress progress) {
  // Within a transaction all steps copy the same moment; without one each
  // change by the server would start the copy anew.
  absl::Status status =
      from.Execute("BEGIN; SELECT count(*) FROM sqlite_schema");
  if (!status.ok()) return status;
  std::unique_ptr<sqlite3_backup, int (*)(sqlite3_backup*)> backup(
      sqlite3_backup_init(to.handle(), "main", from.handle(), "main"),
      sqlite3_backup_finish);
  if (backup == nullptr) {
    return SqliteStatus(to.handle(), sqlite3_errcode(to.handle()));
  }
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    code = sqlite3_backup_step(backup.get(), kPagesAStep);
    const int total = sqlite3_backup_pagecount(backup.get());
    progress(total - sqlite3_backup_remaining(backup.get()), total);
  }
  // The end tells the connection what has failed.
  code = sqlite3_backup_finish(backup.release());
  return SqliteStatus(to.handle(), code);
}

// Fills the empty file `to` and does not sync it: without a journal and syncs
// of SQLite's own a copy that fails is worthless, but is thrown away then.
absl::Status CopyInto(const std::string& from, const std::string& to,
                      CopyProgress progress) {
  absl::StatusOr<Connection> source = Connection::OpenReadOnly(from);
  if (!source.ok()) return OfFile(from, source.status());
  {
    absl::StatusOr<Connection> copy = Connection::OpenExisting(to);
    if (!copy.ok()) return OfFile(to, copy.status());
    absl::Status status =
        copy->Execute("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF");
    UseChecksums(copy->handle(), ChecksummedPageSize(source->handle()));
    if (status.ok()) status = CopyPages(*source, *copy, progress);
    if (!status.ok()) return OfFile(absl::StrCat(from, " to ", to), status);
  }
  // The copied header asks for a write-ahead log beside the file.
  absl::StatusOr<Connection> copy = Connection::OpenExisting(to);
  if (!copy.ok()) return OfFile(to, copy.status());
  const absl::Status alone = copy->Execute("PRAGMA journal_mode = DELETE");
  return alone.ok() ? alone : OfFile(to, alone);
}

// Copies the database `from` to `to`. `make_way` is called when the copy is
// whole and synced, right before it takes the place of `to`; an error of it
// leaves `to` as it is.
absl::Status Copy(const std::string& from, const std::string& to,
                  CopyProgress progress,
                  absl::FunctionRef<absl::Status()> make_way) {
  absl::StatusOr<PartialFile> partial = PartialFile::Make(to, from);
  if (!partial.ok()) return partial.status();
  absl::Status status = CopyInto(from, partial->name(), progress);
  if (status.ok()) status = Sync(partial->name());
  if (status.ok()) status = make_way();
  if (status.ok()) status = partial->Become(to);
  return status.ok() ? Sync(FolderOf(to)) : status;
}

absl::Status CheckSource(const std::string& from, const std::string& to) {
  std::error_code ignored;
  if (!fs::exists(from, ignored)) {
    return absl::NotFoundError(absl::StrCat("no file ", from));
  }
  if (fs::equivalent(from, to, ignored)) {
    return absl::FailedPreconditionError(
        absl::StrCat(from, " and ", to, " are the same file"));
  }
  return absl::OkStatus();
}

// Removes what stands beside a database of whatever journal: it would be taken
// for changes of the copy that takes the database's place.
absl::Status RemoveLog(const std::string& db) {
  for (const char* const suffix : {"-wal", "-shm", "-journal"}) {
    const std::string name = absl::StrCat(db, suffix);
    if (unlink(name.c_str()) != 0 && errno != ENOENT) {
      return FileError("remove", name);
    }
  }
  return Sync(FolderOf(db));
}

}  // namespace

absl::Status Backup(const std::string& from, const std::string& to,
                    CopyProgress progress) {
  const absl::Status source = CheckSource(from, to);
  if (!source.ok()) return source;
  return Copy(from, to, progress, [&to] {
    std::error_code ignored;
    return fs::exists(absl::StrCat(to, "-wal"), ignored)
               ? absl::FailedPreconditionError(
                     absl::StrCat(to, " is a database in use"))
               : absl::OkStatus();
  });
}

absl::Status Restore(const std::string& db, const std::string& from,
                     bool replace, CopyProgress progress) {
  const absl::Status source = CheckSource(from, db);
  if (!source.ok()) return source;
  const absl::StatusOr<FileLock> lock = FileLock::Acquire(db);
  if (!lock.ok()) return lock.status();
  std::error_code ignored;
  if (!replace && fs::exists(db, ignored)) {
    return absl::AlreadyExistsError(
        absl::StrCat(db, " exists; replace it with --replace"));
  }
  const absl::Status copied =
      Copy(from, db, progress, [&db] { return RemoveLog(db); });
  // What was acknowledged was of the database before.
  if (copied.ok()) ForgetAcknowledged(lock->file());
  return copied;
}

}  // namespace nianbao::aggregator
