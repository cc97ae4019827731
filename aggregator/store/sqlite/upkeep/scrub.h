// Reads a database again and again while it is served, so that damage is found
// before somebody needs what was damaged. scrub.cc says how.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_SCRUB_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_SCRUB_H_

#include <atomic>
#include <cstdint>
#include <set>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/synchronization/mutex.h"

namespace nianbao::aggregator {

// Reads all pages of the database at `path`, which the process has open as
// `file`, and returns the numbers of those that do not match their checksums,
// as SQLite counts them, from 1. Nothing where the pages have no checksums.
// Calls `pause` after each 256 KiB or less, with their number, and stops when
// it gives false.
std::set<int64_t> FindDamagedPages(
    int file, const std::string& path,
    absl::FunctionRef<bool(int64_t bytes)> pause);

// Does so once a day on a thread of its own, at a bounded rate. Standard error
// is told of each damaged page. Thread-safe.
class Scrubber {
 public:
  // Begins at once. `file` must stay open.
  Scrubber(int file, std::string path);
  // Stops without finishing what it reads.
  ~Scrubber();

  // Bytes read since the begin.
  int64_t bytes_read() const { return bytes_read_; }
  // Pages that were found to be damaged and have not been found to be sound
  // since.
  int64_t damaged_pages() const { return damaged_pages_; }

 private:
  void Run();
  // False once the scrubber stops, for which it waits that long at most.
  bool Wait(double seconds);

  const int file_;
  const std::string path_;
  std::atomic<int64_t> bytes_read_ = 0;
  std::atomic<int64_t> damaged_pages_ = 0;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Must be the last member: the thread uses all the others from its begin on.
  std::thread thread_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_SCRUB_H_
