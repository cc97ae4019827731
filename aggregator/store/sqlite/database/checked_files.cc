// How flipped bits are told from what was written.
//
// Disks, and memory on the way to them, now and then give back other bits than
// they were given. SQLite takes what it reads: a flipped bit within a row is
// another value. So there is a layer between SQLite and its files, a VFS.
//
//   the database   Each page ends with a checksum (page_checksum.h) that is set
//                  when the page is written, which in a write-ahead log's
//                  database only checkpoints do, and compared when it is read.
//   the log        SQLite checks its frames when it reads a log for the first
//                  time after a start, but not when it fetches a page from it
//                  or carries pages over. So the layer keeps, in memory, the
//                  checksum of each frame that this process has written or
//                  SQLite has checked, and compares what is read.
//
// All connections of a process to one database share what is known of it: the
// size of its pages, which is 0 while they have no checksums, and those of the
// log. Once a database is known to have checksums its header cannot say
// otherwise: a flipped bit there would switch the checks off.
//
// Databases are not mapped into memory (xFetch gives nothing), as pages would
// be used unread. Reads of less than a page, but for the header, are made by
// reading the page.
//
// Cost: 0.3 microseconds for a page of 4 KiB read or written, beside a call of
// the system; 8 bytes of memory for each frame of the log.

#include "aggregator/store/sqlite/database/checked_files.h"

#include <atomic>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/store/sqlite/database/log_frames.h"
#include "aggregator/store/sqlite/database/page_checksum.h"

namespace nianbao::aggregator {
namespace {

constexpr char kVfsName[] = "nianbao-checked";
// Of file_control: the argument is an int, the size of pages that are to have
// checksums, or 0, and is set to the size in force. Numbers up to 100 are
// SQLite's.
constexpr int kControlChecksums = 2026;
// What SQLite reads of a database before it knows the size of its pages.
constexpr int kDatabaseHeaderBytes = 100;

// What the connections of this process know of a database. Thread-safe.
struct SharedState {
  // 0 while its pages have no checksums.
  std::atomic<int> page_size = 0;
  LogFrames log;
};

// The state of the database at `path`, which lives as long as a file of it is
// open.
std::shared_ptr<SharedState> StateOf(const std::string& path) {
  static absl::Mutex mutex(absl::kConstInit);
  static auto& states = *new std::map<std::string, std::weak_ptr<SharedState>>;
  absl::MutexLock lock(&mutex);
  std::erase_if(states, [](const auto& it) { return it.second.expired(); });
  std::shared_ptr<SharedState> state = states[path].lock();
  if (state == nullptr) {
    state = std::make_shared<SharedState>();
    states[path] = state;
  }
  return state;
}

enum class Role { kDatabase, kLog, kOther };

struct OpenedFile {
  // Where the file of the layer below lives.
  std::unique_ptr<char[]> memory;
  Role role = Role::kOther;
  // Null for other files.
  std::shared_ptr<SharedState> state;
  // For a page as it is written, or of which a part is read.
  std::vector<char> page;

  sqlite3_file* real() const {
    return reinterpret_cast<sqlite3_file*>(memory.get());
  }
};

// What SQLite makes room for.
struct CheckedFile {
  sqlite3_file base;
  OpenedFile* opened;
};

OpenedFile& Opened(sqlite3_file* file) {
  return *reinterpret_cast<CheckedFile*>(file)->opened;
}

int ReadReal(const OpenedFile& file, void* bytes, int size,
             sqlite3_int64 offset) {
  return file.real()->pMethods->xRead(file.real(), bytes, size, offset);
}

int WriteReal(const OpenedFile& file, const void* bytes, int size,
              sqlite3_int64 offset) {
  return file.real()->pMethods->xWrite(file.real(), bytes, size, offset);
}

// Learns from the begin of a database whether its pages have checksums. False
// when it contradicts what is known.
bool Learn(absl::string_view header, SharedState& state) {
  const int page_size = ChecksummedPageSize(header);
  if (page_size != 0 && state.page_size == 0) state.page_size = page_size;
  return page_size == state.page_size;
}

// Reads less than a page, through the page.
int ReadPart(OpenedFile& file, int page_size, char* bytes, int size,
             sqlite3_int64 offset) {
  const sqlite3_int64 within = offset % page_size;
  if (within + size > page_size) return SQLITE_OK;
  file.page.resize(page_size);
  const int code = ReadReal(file, file.page.data(), page_size, offset - within);
  // The end of a file that is not whole pages.
  if (code != SQLITE_OK) return SQLITE_OK;
  if (!HasItsChecksum({file.page.data(), file.page.size()})) {
    return SQLITE_IOERR_DATA;
  }
  std::memcpy(bytes, file.page.data() + within, size);
  return SQLITE_OK;
}

int ReadDatabase(OpenedFile& file, char* bytes, int size,
                 sqlite3_int64 offset) {
  const int code = ReadReal(file, bytes, size, offset);
  if (code != SQLITE_OK) return code;
  const absl::string_view read(bytes, size);
  if (offset == 0 && size >= kDatabaseHeaderBytes &&
      !Learn(read, *file.state)) {
    return SQLITE_IOERR_DATA;
  }
  const int page_size = file.state->page_size;
  if (page_size == 0) return SQLITE_OK;
  if (size == page_size && offset % page_size == 0) {
    return HasItsChecksum(read) ? SQLITE_OK : SQLITE_IOERR_DATA;
  }
  if (offset + size <= kDatabaseHeaderBytes) return SQLITE_OK;
  return ReadPart(file, page_size, bytes, size, offset);
}

int ReadLog(OpenedFile& file, char* bytes, int size, sqlite3_int64 offset) {
  const int code = ReadReal(file, bytes, size, offset);
  if (code != SQLITE_OK) return code;
  LogFrames& log = file.state->log;
  if (LogFrames::IsPage(size, offset)) {
    return log.Agrees({bytes, static_cast<size_t>(size)}, offset)
               ? SQLITE_OK
               : SQLITE_IOERR_DATA;
  }
  if (!LogFrames::IsFrame(size, offset)) return SQLITE_OK;
  const absl::string_view page(bytes + LogFrames::kHeaderBytes,
                               size - LogFrames::kHeaderBytes);
  return log.AgreesOrKeep(page, offset + LogFrames::kHeaderBytes)
             ? SQLITE_OK
             : SQLITE_IOERR_DATA;
}

int WriteDatabase(OpenedFile& file, const char* bytes, int size,
                  sqlite3_int64 offset) {
  if (offset == 0 && size >= kDatabaseHeaderBytes) {
    Learn({bytes, static_cast<size_t>(size)}, *file.state);
  }
  const int page_size = file.state->page_size;
  if (page_size == 0 || size != page_size) {
    return WriteReal(file, bytes, size, offset);
  }
  // SQLite's own bytes must stay as they are.
  file.page.assign(bytes, bytes + size);
  SetChecksum(file.page.data(), file.page.size());
  return WriteReal(file, file.page.data(), size, offset);
}

int WriteLog(OpenedFile& file, const char* bytes, int size,
             sqlite3_int64 offset) {
  const int code = WriteReal(file, bytes, size, offset);
  if (!LogFrames::IsPage(size, offset)) return code;
  if (code == SQLITE_OK) {
    file.state->log.Keep({bytes, static_cast<size_t>(size)}, offset);
  } else {
    file.state->log.Forget(size, offset);
  }
  return code;
}

int ReadChecked(sqlite3_file* file, void* bytes, int size,
                sqlite3_int64 offset) {
  OpenedFile& opened = Opened(file);
  switch (opened.role) {
    case Role::kDatabase:
      return ReadDatabase(opened, static_cast<char*>(bytes), size, offset);
    case Role::kLog:
      return ReadLog(opened, static_cast<char*>(bytes), size, offset);
    case Role::kOther:
      break;
  }
  return ReadReal(opened, bytes, size, offset);
}

int WriteChecked(sqlite3_file* file, const void* bytes, int size,
                 sqlite3_int64 offset) {
  OpenedFile& opened = Opened(file);
  switch (opened.role) {
    case Role::kDatabase:
      return WriteDatabase(opened, static_cast<const char*>(bytes), size,
                           offset);
    case Role::kLog:
      return WriteLog(opened, static_cast<const char*>(bytes), size, offset);
    case Role::kOther:
      break;
  }
  return WriteReal(opened, bytes, size, offset);
}

// A method of the file below, called with the same arguments.
template <auto method>
struct Below;
template <typename Result, typename... Arguments,
          Result (*sqlite3_io_methods::*method)(sqlite3_file*, Arguments...)>
struct Below<method> {
  static Result Call(sqlite3_file* file, Arguments... arguments) {
    sqlite3_file* const real = Opened(file).real();
    return (real->pMethods->*method)(real, arguments...);
  }
};

int CloseChecked(sqlite3_file* file) {
  const std::unique_ptr<OpenedFile> opened(&Opened(file));
  return opened->real()->pMethods->xClose(opened->real());
}

int ControlChecked(sqlite3_file* file, int operation, void* argument) {
  OpenedFile& opened = Opened(file);
  if (operation == kControlChecksums && opened.role == Role::kDatabase) {
    int& page_size = *static_cast<int*>(argument);
    if (page_size != 0) opened.state->page_size = page_size;
    page_size = opened.state->page_size;
    return SQLITE_OK;
  }
  return opened.real()->pMethods->xFileControl(opened.real(), operation,
                                               argument);
}

int FetchNothing(sqlite3_file*, sqlite3_int64, int, void** page) {
  *page = nullptr;
  return SQLITE_OK;
}

int UnfetchNothing(sqlite3_file*, sqlite3_int64, void*) { return SQLITE_OK; }

using IoMethods = sqlite3_io_methods;
constexpr IoMethods kCheckedMethods = {
    .iVersion = 3,
    .xClose = CloseChecked,
    .xRead = ReadChecked,
    .xWrite = WriteChecked,
    .xTruncate = Below<&IoMethods::xTruncate>::Call,
    .xSync = Below<&IoMethods::xSync>::Call,
    .xFileSize = Below<&IoMethods::xFileSize>::Call,
    .xLock = Below<&IoMethods::xLock>::Call,
    .xUnlock = Below<&IoMethods::xUnlock>::Call,
    .xCheckReservedLock = Below<&IoMethods::xCheckReservedLock>::Call,
    .xFileControl = ControlChecked,
    .xSectorSize = Below<&IoMethods::xSectorSize>::Call,
    .xDeviceCharacteristics = Below<&IoMethods::xDeviceCharacteristics>::Call,
    .xShmMap = Below<&IoMethods::xShmMap>::Call,
    .xShmLock = Below<&IoMethods::xShmLock>::Call,
    .xShmBarrier = Below<&IoMethods::xShmBarrier>::Call,
    .xShmUnmap = Below<&IoMethods::xShmUnmap>::Call,
    .xFetch = FetchNothing,
    .xUnfetch = UnfetchNothing,
};

// A database that has been written has its header, whoever reads a page first.
void LearnFromFile(const OpenedFile& file) {
  char header[kDatabaseHeaderBytes];
  if (ReadReal(file, header, sizeof(header), 0) == SQLITE_OK) {
    Learn({header, sizeof(header)}, *file.state);
  }
}

int OpenChecked(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags,
                int* out_flags) {
  file->pMethods = nullptr;
  sqlite3_vfs* const below = sqlite3_vfs_find(nullptr);
  auto opened = std::make_unique<OpenedFile>();
  opened->memory = std::make_unique<char[]>(below->szOsFile);
  const int code = below->xOpen(below, name, opened->real(), flags, out_flags);
  if (code != SQLITE_OK) {
    if (opened->real()->pMethods != nullptr) {
      opened->real()->pMethods->xClose(opened->real());
    }
    return code;
  }
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0 && name != nullptr) {
    opened->role = Role::kDatabase;
    opened->state = StateOf(name);
    LearnFromFile(*opened);
  } else if ((flags & SQLITE_OPEN_WAL) != 0 && name != nullptr) {
    opened->role = Role::kLog;
    opened->state = StateOf(std::string(absl::StripSuffix(name, "-wal")));
  }
  file->pMethods = &kCheckedMethods;
  reinterpret_cast<CheckedFile*>(file)->opened = opened.release();
  return SQLITE_OK;
}

}  // namespace

const char* CheckedFilesVfs() {
  static const bool registered = [] {
    // Lives as long as the process.
    auto* const vfs = new sqlite3_vfs(*sqlite3_vfs_find(nullptr));
    vfs->zName = kVfsName;
    vfs->szOsFile = sizeof(CheckedFile);
    vfs->pNext = nullptr;
    vfs->xOpen = OpenChecked;
    return sqlite3_vfs_register(vfs, /*makeDflt=*/0) == SQLITE_OK;
  }();
  return registered ? kVfsName : nullptr;
}

int ChecksummedPageSize(sqlite3* connection) {
  int page_size = 0;
  const int code =
      sqlite3_file_control(connection, "main", kControlChecksums, &page_size);
  return code == SQLITE_OK ? page_size : 0;
}

void UseChecksums(sqlite3* connection, int page_size) {
  sqlite3_file_control(connection, "main", kControlChecksums, &page_size);
}

}  // namespace nianbao::aggregator
