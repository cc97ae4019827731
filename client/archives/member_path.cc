#include "client/archives/member_path.h"

#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace nianbao::client {

namespace fs = std::filesystem;

bool IsArchiveName(absl::string_view path) {
  for (const absl::string_view end : {".zip", ".tar", ".tar.gz", ".tgz"}) {
    if (absl::EndsWithIgnoreCase(path, end)) return true;
  }
  return false;
}

std::string ArchiveOfPath(const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error)) return "";
  for (fs::path above = fs::path(path).parent_path(); above.has_relative_path();
       above = above.parent_path()) {
    if (fs::exists(above, error)) {
      return fs::is_regular_file(above, error) ? above.string() : "";
    }
  }
  return "";
}

std::string MemberName(absl::string_view name) {
  std::vector<absl::string_view> parts;
  for (const absl::string_view part : absl::StrSplit(name, '/')) {
    if (part == "..") return "";
    if (!part.empty() && part != ".") parts.push_back(part);
  }
  return absl::StrJoin(parts, "/");
}

bool IsThere(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error) || !ArchiveOfPath(path).empty();
}

}  // namespace nianbao::client
