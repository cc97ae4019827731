#include "common/base/read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace nianbao {
namespace {

// Bytes asked for at a time: the files read whole are of some kilobytes.
constexpr size_t kChunkBytes = 64 << 10;

absl::Status CannotRead(const std::string& path) {
  return absl::NotFoundError(absl::StrCat("cannot read ", path));
}

absl::Status TooLarge(const std::string& path, size_t max_bytes) {
  return absl::ResourceExhaustedError(
      absl::StrCat(path, " is larger than ", max_bytes >> 20, " MiB"));
}

// Whether all that is left of the file could be appended to `content`; stops
// early when that has more than `max_bytes`.
bool ReadRest(int fd, size_t max_bytes, std::string& content) {
  while (content.size() <= max_bytes) {
    const size_t begin = content.size();
    content.resize(begin + kChunkBytes);
    const ssize_t count = read(fd, content.data() + begin, kChunkBytes);
    content.resize(begin + static_cast<size_t>(std::max<ssize_t>(count, 0)));
    if (count == 0) return true;
    if (count < 0 && errno != EINTR) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path,
                                     size_t max_bytes) {
  std::ifstream file(path, std::ios::binary);
  std::string content;
  // What cannot be opened never reaches its end, nor does a folder, which can
  // be opened but not read.
  while (file && content.size() <= max_bytes) {
    const size_t begin = content.size();
    content.resize(begin + std::min(kChunkBytes, max_bytes - begin + 1));
    file.read(content.data() + begin,
              static_cast<std::streamsize>(content.size() - begin));
    content.resize(begin + static_cast<size_t>(file.gcount()));
  }
  if (content.size() > max_bytes) {
    return TooLarge(path, max_bytes);
  }
  if (!file.eof() || file.bad()) return CannotRead(path);
  return content;
}

absl::StatusOr<std::string> ReadRegularFile(const std::string& path,
                                            size_t max_bytes) {
  // A FIFO that nobody writes to would otherwise be waited for.
  const int fd = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) return CannotRead(path);
  struct stat status = {};
  const bool regular = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
  std::string content;
  const bool read = regular && ReadRest(fd, max_bytes, content);
  close(fd);
  if (!regular) {
    return absl::NotFoundError(absl::StrCat(path, " is no regular file"));
  }
  if (!read) return CannotRead(path);
  if (content.size() > max_bytes) return TooLarge(path, max_bytes);
  return content;
}

FileVersion VersionOf(const std::string& path) {
  struct stat status = {};
  if (stat(path.c_str(), &status) != 0) return {};
  return {.device = status.st_dev,
          .inode = status.st_ino,
          .size = status.st_size,
          .changed = absl::TimeFromTimespec(status.st_ctim)};
}

bool IsReadableFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return file && (file.peek(), !file.bad());
}

}  // namespace nianbao
