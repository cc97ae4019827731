// What a process knows of the frames of a write-ahead log.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_LOG_FRAMES_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_LOG_FRAMES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"

namespace nianbao::aggregator {

// The checksums of the pages in a log: a header of 32 bytes, and then frames, a
// header of 24 bytes and a page each. Pages are named by the offset at which
// they begin in the file. Thread-safe.
class LogFrames {
 public:
  static constexpr int64_t kHeaderBytes = 24;

  // True when a read or write of `size` bytes at `offset` is of the page of a
  // frame.
  static bool IsPage(int64_t size, int64_t offset);
  // True when it is of a whole frame: so SQLite reads a log for the first time,
  // and before it makes the frames' own checksums anew.
  static bool IsFrame(int64_t size, int64_t offset);

  // To be called when the page has been written.
  void Keep(absl::string_view page, int64_t offset);

  // To be called when it is not known what the page of `size` bytes holds.
  void Forget(int64_t size, int64_t offset);

  // True when the page is what was kept, or nothing was.
  bool Agrees(absl::string_view page, int64_t offset);

  // The same; keeps the page where nothing was kept.
  bool AgreesOrKeep(absl::string_view page, int64_t offset);

 private:
  // The sum at that place; 0 when it is not known.
  uint64_t SumAt(size_t frame) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void SetSum(size_t frame, uint64_t sum) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  absl::Mutex mutex_;
  // By the number of the frame.
  std::vector<uint64_t> sums_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_LOG_FRAMES_H_
