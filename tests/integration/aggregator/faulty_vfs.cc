#include "tests/integration/aggregator/faulty_vfs.h"

#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "sqlite3.h"

namespace nianbao::aggregator {
namespace {

struct Plan {
  Fault fault;
  int after;
  int count;
};

// What a file held before a write that is not synced yet.
struct Undo {
  sqlite3_int64 offset;
  std::string bytes;
};

struct File {
  sqlite3_file base;
  sqlite3_file* real;
};

struct State {
  absl::Mutex mutex;
  std::optional<Plan> plan ABSL_GUARDED_BY(mutex);
  int injected ABSL_GUARDED_BY(mutex) = 0;
  bool read_only ABSL_GUARDED_BY(mutex) = false;
  std::map<sqlite3_file*, std::vector<Undo>> unsynced ABSL_GUARDED_BY(mutex);

  // The fault of the write or sync that is about to be made, if any.
  std::optional<Fault> Next(bool sync) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    if (!plan.has_value() || (plan->fault == Fault::kFailedSync) != sync) {
      return std::nullopt;
    }
    if (plan->after-- > 0) return std::nullopt;
    if (plan->count-- <= 0) {
      plan.reset();
      return std::nullopt;
    }
    ++injected;
    return plan->fault;
  }
};

State& TheState() {
  static State* const state = new State;
  return *state;
}

sqlite3_vfs* real_vfs = nullptr;
sqlite3_vfs faulty_vfs;

sqlite3_file* Real(sqlite3_file* file) {
  return reinterpret_cast<File*>(file)->real;
}

// A method of the file below, called with the same arguments.
template <auto method>
struct Forward;
template <typename... Arguments,
          int (*sqlite3_io_methods::*method)(sqlite3_file*, Arguments...)>
struct Forward<method> {
  static int Call(sqlite3_file* file, Arguments... arguments) {
    return (Real(file)->pMethods->*method)(Real(file), arguments...);
  }
};

int Close(sqlite3_file* file) {
  {
    absl::MutexLock lock(&TheState().mutex);
    TheState().unsynced.erase(Real(file));
  }
  return Real(file)->pMethods->xClose(Real(file));
}

Undo Before(sqlite3_file* real, int size, sqlite3_int64 offset) {
  Undo undo = {.offset = offset, .bytes = std::string(size, '\0')};
  // A read past the end gives zeros, which take the place of frames as well.
  real->pMethods->xRead(real, undo.bytes.data(), size, offset);
  return undo;
}

int Write(sqlite3_file* file, const void* bytes, int size,
          sqlite3_int64 offset) {
  sqlite3_file* const real = Real(file);
  State& state = TheState();
  absl::MutexLock lock(&state.mutex);
  const std::optional<Fault> fault = state.Next(false);
  if (fault == Fault::kFailedWrite) return SQLITE_IOERR_WRITE;
  if (fault == Fault::kFullDisk) return SQLITE_FULL;
  if (fault == Fault::kShortWrite) size /= 2;
  state.unsynced[real].push_back(Before(real, size, offset));
  const int code = real->pMethods->xWrite(real, bytes, size, offset);
  return fault.has_value() ? SQLITE_IOERR_WRITE : code;
}

int Sync(sqlite3_file* file, int flags) {
  sqlite3_file* const real = Real(file);
  State& state = TheState();
  absl::MutexLock lock(&state.mutex);
  std::vector<Undo> unsynced = std::exchange(state.unsynced[real], {});
  if (!state.Next(true).has_value()) {
    return real->pMethods->xSync(real, flags);
  }
  for (auto undo = unsynced.rbegin(); undo != unsynced.rend(); ++undo) {
    real->pMethods->xWrite(real, undo->bytes.data(),
                           static_cast<int>(undo->bytes.size()), undo->offset);
  }
  return SQLITE_IOERR_FSYNC;
}

void ShmBarrier(sqlite3_file* file) {
  Real(file)->pMethods->xShmBarrier(Real(file));
}

using Methods = sqlite3_io_methods;
constexpr Methods kMethods = {
    .iVersion = 3,
    .xClose = Close,
    .xRead = Forward<&Methods::xRead>::Call,
    .xWrite = Write,
    .xTruncate = Forward<&Methods::xTruncate>::Call,
    .xSync = Sync,
    .xFileSize = Forward<&Methods::xFileSize>::Call,
    .xLock = Forward<&Methods::xLock>::Call,
    .xUnlock = Forward<&Methods::xUnlock>::Call,
    .xCheckReservedLock = Forward<&Methods::xCheckReservedLock>::Call,
    .xFileControl = Forward<&Methods::xFileControl>::Call,
    .xSectorSize = Forward<&Methods::xSectorSize>::Call,
    .xDeviceCharacteristics = Forward<&Methods::xDeviceCharacteristics>::Call,
    .xShmMap = Forward<&Methods::xShmMap>::Call,
    .xShmLock = Forward<&Methods::xShmLock>::Call,
    .xShmBarrier = ShmBarrier,
    .xShmUnmap = Forward<&Methods::xShmUnmap>::Call,
    .xFetch = Forward<&Methods::xFetch>::Call,
    .xUnfetch = Forward<&Methods::xUnfetch>::Call,
};

int Open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags,
         int* out_flags) {
  {
    absl::MutexLock lock(&TheState().mutex);
    if (TheState().read_only && (flags & SQLITE_OPEN_MAIN_DB) != 0) {
      flags &= ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
      flags |= SQLITE_OPEN_READONLY;
    }
  }
  File* const shim = reinterpret_cast<File*>(file);
  shim->real = reinterpret_cast<sqlite3_file*>(shim + 1);
  const int code =
      real_vfs->xOpen(real_vfs, name, shim->real, flags, out_flags);
  shim->base.pMethods = shim->real->pMethods == nullptr ? nullptr : &kMethods;
  return code;
}

}  // namespace

FaultyVfs::FaultyVfs() {
  real_vfs = sqlite3_vfs_find(nullptr);
  faulty_vfs = *real_vfs;
  faulty_vfs.zName = "faulty";
  faulty_vfs.szOsFile += static_cast<int>(sizeof(File));
  faulty_vfs.xOpen = Open;
  if (sqlite3_vfs_register(&faulty_vfs, 1) != SQLITE_OK) std::abort();
}

FaultyVfs::~FaultyVfs() {
  Clear();
  SetReadOnly(false);
  sqlite3_vfs_unregister(&faulty_vfs);
  sqlite3_vfs_register(real_vfs, 1);
}

void FaultyVfs::Arm(Fault fault, int after, int count) {
  absl::MutexLock lock(&TheState().mutex);
  TheState().plan = {.fault = fault, .after = after, .count = count};
}

void FaultyVfs::Clear() {
  absl::MutexLock lock(&TheState().mutex);
  TheState().plan.reset();
}

int FaultyVfs::injected() const {
  absl::MutexLock lock(&TheState().mutex);
  return TheState().injected;
}

void FaultyVfs::SetReadOnly(bool read_only) {
  absl::MutexLock lock(&TheState().mutex);
  TheState().read_only = read_only;
}

}  // namespace nianbao::aggregator
