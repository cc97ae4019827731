// A file that is being made, under a name of its own until it is whole.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_PARTIAL_FILE_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_PARTIAL_FILE_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::aggregator {

// A new empty file "<path>.partial-XXXXXX" beside the `path` that it is to
// become, removed with the object unless it has become that. It is locked
// meanwhile, so that what a process that was killed has left over can be told
// from what another one is making. For one thread.
class PartialFile {
 public:
  // Removes those of `path` that nobody is making any more, and makes a new
  // one. It gets the owner and mode of `path`, or of `model` when there is no
  // `path`. UNAVAILABLE or RESOURCE_EXHAUSTED when it cannot be made.
  static absl::StatusOr<PartialFile> Make(const std::string& path,
                                          const std::string& model);

  PartialFile(PartialFile&& other)
      : name_(std::exchange(other.name_, "")),
        file_(std::exchange(other.file_, -1)) {}
  PartialFile& operator=(PartialFile&&) = delete;
  ~PartialFile();

  const std::string& name() const { return name_; }

  // Takes the place of `path`, whole or not at all. Syncs neither the file
  // before nor the folder afterwards.
  absl::Status Become(const std::string& path);

 private:
  PartialFile(std::string name, int file)
      : name_(std::move(name)), file_(file) {}

  // Empty once it has become another.
  std::string name_;
  // The descriptor that holds the lock.
  int file_;
};

// The error of a call of the system that has just failed: "cannot WHAT PATH"
// with the reason. RESOURCE_EXHAUSTED for want of room, else UNAVAILABLE.
absl::Status FileError(absl::string_view what, absl::string_view path);

// The folder that `path` is in.
std::string FolderOf(const std::string& path);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_PARTIAL_FILE_H_
