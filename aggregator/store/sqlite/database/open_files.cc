#include "aggregator/store/sqlite/database/open_files.h"

#include <sys/stat.h>

#include "absl/strings/str_cat.h"

namespace nianbao::aggregator {

OpenFiles OpenFiles::Of(Connection& connection) {
  OpenFiles files;
  const char* const name = sqlite3_db_filename(connection.handle(), "main");
  for (const char* const suffix : {"", "-wal"}) {
    const std::string path = absl::StrCat(name, suffix);
    struct stat found;
    if (stat(path.c_str(), &found) == 0) {
      files.files_.push_back(
          {.path = path, .device = found.st_dev, .inode = found.st_ino});
    }
  }
  return files;
}

absl::Status OpenFiles::Check() const {
  for (const File& file : files_) {
    struct stat found;
    if (stat(file.path.c_str(), &found) != 0) {
      return absl::UnavailableError(
          absl::StrCat(file.path, " was taken away while it was in use"));
    }
    if (found.st_dev != file.device || found.st_ino != file.inode) {
      return absl::UnavailableError(
          absl::StrCat(file.path, " was replaced while it was in use"));
    }
  }
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator
