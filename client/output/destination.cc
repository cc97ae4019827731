#include "client/output/destination.h"

#include <cerrno>
#include <filesystem>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "client/output/paths.h"

namespace nianbao::client {
namespace {

absl::Status CannotWrite(const std::string& path) {
  return absl::InternalError(
      absl::ErrnoToStatus(errno,
                          absl::StrCat("cannot write ", ReadablePath(path)))
          .message());
}

}  // namespace

absl::StatusOr<std::unique_ptr<Destination>> Destination::Open(
    const std::string& path, bool paged) {
  std::unique_ptr<Destination> destination(new Destination);
  if (!path.empty()) {
    absl::Status opened = destination->OpenFile(path);
    if (!opened.ok()) return opened;
    return destination;
  }
  destination->screen_ = OutputScreen();
  destination->stream_ = &std::cout;
  const Screen& screen = destination->screen_;
  if (paged && screen.is_terminal && screen.height > 0) {
    destination->OpenPager();
  }
  return destination;
}

void Destination::OpenPager() {
  std::string command = PagerCommand();
  if (command.empty()) return;
  // The gate stands before the pager, as it does before the terminal.
  paging_ = std::make_unique<PagingBuffer>(BehindGate(std::cout),
                                           screen_.height, std::move(command));
  escaping_ = std::make_unique<EscapingBuffer>(*paging_);
  paged_.emplace(escaping_.get());
  stream_ = &*paged_;
}

absl::Status Destination::OpenFile(const std::string& path) {
  namespace fs = std::filesystem;
  path_ = path;
  std::error_code unknown;
  const fs::file_status before = fs::status(path, unknown);
  part_ = fs::exists(before) && !fs::is_regular_file(before)
              ? path
              : absl::StrCat(path, ".part");
  errno = 0;
  file_.open(part_, std::ios::binary);
  if (!file_) return CannotWrite(path);
  stream_ = &file_;
  return absl::OkStatus();
}

absl::Status Destination::Close() {
  paged_.reset();
  escaping_.reset();
  paging_.reset();
  if (path_.empty()) return absl::OkStatus();
  errno = 0;
  file_.close();
  if (!file_) return CannotWrite(path_);
  if (part_ == path_) return absl::OkStatus();
  std::error_code error;
  std::filesystem::rename(part_, path_, error);
  errno = error.value();
  if (error) return CannotWrite(path_);
  part_ = path_;
  return absl::OkStatus();
}

Destination::~Destination() {
  // The file is there under its name, or not at all.
  if (part_ == path_) return;
  file_.close();
  std::error_code ignored;
  std::filesystem::remove(part_, ignored);
}

}  // namespace nianbao::client
