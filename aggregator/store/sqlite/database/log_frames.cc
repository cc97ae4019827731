#include "aggregator/store/sqlite/database/log_frames.h"

#include <algorithm>

#include "aggregator/store/sqlite/database/page_checksum.h"

namespace nianbao::aggregator {
namespace {

// Of the file.
constexpr int64_t kLogHeaderBytes = 32;

size_t FrameOf(int64_t page_size, int64_t offset) {
  return static_cast<size_t>((offset - kLogHeaderBytes) /
                             (page_size + LogFrames::kHeaderBytes));
}

// 0 says that nothing is known.
uint64_t KnownSum(absl::string_view page) {
  return std::max<uint64_t>(ChecksumOf(page), 1);
}

}  // namespace

bool LogFrames::IsPage(int64_t size, int64_t offset) {
  return IsPageSize(size) &&
         (offset - kLogHeaderBytes - kHeaderBytes) % (size + kHeaderBytes) == 0;
}

bool LogFrames::IsFrame(int64_t size, int64_t offset) {
  return IsPageSize(size - kHeaderBytes) &&
         (offset - kLogHeaderBytes) % size == 0;
}

void LogFrames::Keep(absl::string_view page, int64_t offset) {
  const uint64_t sum = KnownSum(page);
  absl::MutexLock lock(&mutex_);
  SetSum(FrameOf(page.size(), offset), sum);
}

void LogFrames::Forget(int64_t size, int64_t offset) {
  absl::MutexLock lock(&mutex_);
  SetSum(FrameOf(size, offset), 0);
}

bool LogFrames::Agrees(absl::string_view page, int64_t offset) {
  const uint64_t sum = KnownSum(page);
  absl::MutexLock lock(&mutex_);
  const uint64_t kept = SumAt(FrameOf(page.size(), offset));
  return kept == 0 || kept == sum;
}

bool LogFrames::AgreesOrKeep(absl::string_view page, int64_t offset) {
  const uint64_t sum = KnownSum(page);
  const size_t frame = FrameOf(page.size(), offset);
  absl::MutexLock lock(&mutex_);
  if (SumAt(frame) == 0) SetSum(frame, sum);
  return SumAt(frame) == sum;
}

uint64_t LogFrames::SumAt(size_t frame) {
  return frame < sums_.size() ? sums_[frame] : 0;
}

void LogFrames::SetSum(size_t frame, uint64_t sum) {
  if (frame >= sums_.size()) sums_.resize(frame + 1);
  sums_[frame] = sum;
}

}  // namespace nianbao::aggregator
