#include "aggregator/store/sqlite/upkeep/partial_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace nianbao::aggregator {
namespace {

constexpr char kInfix[] = ".partial-";
// What mkstemp fills in.
constexpr char kUnique[] = "XXXXXX";

// False as well when there is no such file.
bool IsBeingMade(const std::string& partial) {
  const int file = open(partial.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const absl::Cleanup close_file = [file] { close(file); };
  return flock(file, LOCK_EX | LOCK_NB) != 0;
}

// Removes what is left over, with the files that SQLite keeps beside it.
void RemoveLeftOver(const std::string& path) {
  const std::string prefix =
      absl::StrCat(std::filesystem::path(path).filename().string(), kInfix);
  const size_t length = prefix.size() + strlen(kUnique);
  std::vector<std::string> left_over;
  std::error_code ignored;
  for (std::filesystem::directory_iterator it(FolderOf(path), ignored), end;
       !ignored && it != end; it.increment(ignored)) {
    const std::string name = it->path().filename().string();
    if (!absl::StartsWith(name, prefix) || name.size() < length) continue;
    const std::filesystem::path partial =
        it->path().parent_path() / name.substr(0, length);
    if (!IsBeingMade(partial.string())) {
      left_over.push_back(it->path().string());
    }
  }
  for (const std::string& name : left_over) unlink(name.c_str());
}

}  // namespace

absl::Status FileError(absl::string_view what, absl::string_view path) {
  const int error = errno;
  const std::string message =
      absl::StrCat("cannot ", what, " ", path, ": ", strerror(error));
  return error == ENOSPC || error == EDQUOT || error == EFBIG
             ? absl::ResourceExhaustedError(message)
             : absl::UnavailableError(message);
}

std::string FolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

absl::StatusOr<PartialFile> PartialFile::Make(const std::string& path,
                                              const std::string& model) {
  RemoveLeftOver(path);
  std::string name = absl::StrCat(path, kInfix, kUnique);
  const int file = mkstemp(name.data());
  if (file < 0) return FileError("write", name);
  PartialFile partial(name, file);
  // Nobody else can hold it: a file system without locks tells nothing.
  flock(file, LOCK_EX | LOCK_NB);
  struct stat like;
  if (stat(path.c_str(), &like) != 0 && stat(model.c_str(), &like) != 0) {
    return partial;
  }
  // Only root may give a file away; of anyone else it is theirs already.
  if (fchown(file, like.st_uid, like.st_gid) == 0 || errno == EPERM) {
    fchmod(file, like.st_mode & 0777);
  }
  return partial;
}

PartialFile::~PartialFile() {
  if (!name_.empty()) unlink(name_.c_str());
  if (file_ >= 0) close(file_);
}

absl::Status PartialFile::Become(const std::string& path) {
  if (std::rename(name_.c_str(), path.c_str()) != 0) {
    return FileError("write", path);
  }
  name_.clear();
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator
