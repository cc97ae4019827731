// Files read whole: configurations, catalogues, and those that are followed
// while a program runs, as tokens and certificates.
#ifndef NIANBAO_COMMON_BASE_READ_FILE_H_
#define NIANBAO_COMMON_BASE_READ_FILE_H_

#include <sys/types.h>

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace nianbao {

// No file reaches it, and sums with it do not overflow.
inline constexpr size_t kAnyFileSize = size_t{1} << 62;

// The bytes of the file. NOT_FOUND "cannot read PATH" when there is no file, no
// permission or a folder at `path`; RESOURCE_EXHAUSTED when it holds more than
// `max_bytes`, whole MiB, of which one byte more is read then.
absl::StatusOr<std::string> ReadFile(const std::string& path,
                                     size_t max_bytes = kAnyFileSize);

// Whether ReadFile would give its content; reads at most the first bytes.
bool IsReadableFile(const std::string& path);

// ReadFile for what must not hold the caller up, whatever stands at `path` by
// now: NOT_FOUND "PATH is no regular file" for a FIFO or a device, too.
absl::StatusOr<std::string> ReadRegularFile(const std::string& path,
                                            size_t max_bytes);

// What tells one state of a file from another. Writing another file and
// renaming it over the old one changes the inode, writing to it size and time.
struct FileVersion {
  dev_t device = 0;
  ino_t inode = 0;
  off_t size = 0;
  absl::Time changed;

  bool operator==(const FileVersion&) const = default;
};

// The version of the file, a link's of what it leads to; FileVersion() when
// there is none. To be taken before the file is read, so that a change in
// between is seen later.
FileVersion VersionOf(const std::string& path);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_READ_FILE_H_
