// How a database is read beside a server that uses it.
//
// Pages are read from the file itself, not through SQLite, which would give
// what it has in its caches, and does not read pages that hold nothing. A
// checkpoint may be writing just the page that is read, or have been ended by a
// crash in the midst of it: then the log still has the page whole. So before a
// page is called damaged the log is carried over, and the page read again.
//
// Cost: 8 MiB a second at most, which a disk of today gives in some tens of
// milliseconds; for a database of 20 GB that is three quarters of an hour a
// day.

#include "aggregator/store/sqlite/upkeep/scrub.h"

#include <unistd.h>

#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/database/page_checksum.h"
#include "common/base/thread_priority.h"

namespace nianbao::aggregator {
namespace {

// Read at a time, and in a second: a fraction of what a disk can do, so that
// nobody notices.
constexpr int64_t kStepBytes = 256 << 10, kBytesASecond = 8 << 20;
// From the end of one walk to the begin of the next. Bits flip over months.
constexpr double kRestSeconds = 24 * 3600;

// Reads up to `size` bytes; what there is of them.
absl::string_view ReadAt(int file, int64_t offset, int64_t size,
                         std::string& into) {
  into.resize(size);
  const ssize_t read = pread(file, into.data(), into.size(), offset);
  return absl::string_view(into.data(), read < 0 ? 0 : read);
}

bool IsSound(int file, int page_size, int64_t number) {
  std::string bytes;
  const absl::string_view page =
      ReadAt(file, (number - 1) * page_size, page_size, bytes);
  return page.size() == static_cast<size_t>(page_size) && HasItsChecksum(page);
}

void CarryLogOver(const std::string& path) {
  absl::StatusOr<Connection> connection = Connection::OpenExisting(path);
  if (!connection.ok()) return;
  // Where it fails the page is judged by what is there.
  connection->Execute("PRAGMA wal_checkpoint(PASSIVE)").IgnoreError();
}

}  // namespace

std::set<int64_t> FindDamagedPages(
    int file, const std::string& path,
    absl::FunctionRef<bool(int64_t bytes)> pause) {
  std::set<int64_t> damaged;
  std::string bytes;
  const int page_size = ChecksummedPageSize(ReadAt(file, 0, 100, bytes));
  if (page_size == 0) return damaged;
  int64_t offset = 0;
  while (true) {
    const absl::string_view read = ReadAt(file, offset, kStepBytes, bytes);
    for (size_t begin = 0; begin + page_size <= read.size();
         begin += page_size) {
      const int64_t number = (offset + static_cast<int64_t>(begin)) / page_size;
      if (HasItsChecksum(read.substr(begin, page_size))) continue;
      CarryLogOver(path);
      if (!IsSound(file, page_size, number + 1)) damaged.insert(number + 1);
    }
    if (!pause(static_cast<int64_t>(read.size()))) break;
    if (static_cast<int64_t>(read.size()) < kStepBytes) break;
    offset += kStepBytes;
  }
  return damaged;
}

Scrubber::Scrubber(int file, std::string path)
    : file_(file), path_(std::move(path)), thread_([this] { Run(); }) {}

Scrubber::~Scrubber() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void Scrubber::Run() {
  GiveWayToOtherThreads(GivesWay::kMuch);
  do {
    const std::set<int64_t> damaged =
        FindDamagedPages(file_, path_, [this](int64_t bytes) {
          bytes_read_ += bytes;
          return Wait(static_cast<double>(bytes) / kBytesASecond);
        });
    damaged_pages_ = static_cast<int64_t>(damaged.size());
    for (const int64_t number : damaged) {
      std::cerr << absl::StrCat("damage: page ", number, " of ", path_,
                                " does not match its checksum\n");
    }
  } while (Wait(kRestSeconds));
}

bool Scrubber::Wait(double seconds) {
  absl::MutexLock lock(&mutex_);
  return !mutex_.AwaitWithTimeout(absl::Condition(&stopping_),
                                  absl::Seconds(seconds));
}

}  // namespace nianbao::aggregator
