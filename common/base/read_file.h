// Files read whole: configurations, catalogues, tokens.
#ifndef NIANBAO_COMMON_BASE_READ_FILE_H_
#define NIANBAO_COMMON_BASE_READ_FILE_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"

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

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_READ_FILE_H_
