#include "common/base/read_file.h"

#include <algorithm>
#include <fstream>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace nianbao {
namespace {

// Bytes asked for at a time: the files read whole are of some kilobytes.
constexpr size_t kChunkBytes = 64 << 10;

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
    return absl::ResourceExhaustedError(
        absl::StrCat(path, " is larger than ", max_bytes >> 20, " MiB"));
  }
  if (!file.eof() || file.bad()) {
    return absl::NotFoundError(absl::StrCat("cannot read ", path));
  }
  return content;
}

bool IsReadableFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return file && (file.peek(), !file.bad());
}

}  // namespace nianbao
