#include "client/documents/tally.h"

#include <unistd.h>

#include <algorithm>

#include "absl/strings/str_format.h"
#include "client/output/numbers.h"
#include "client/output/paths.h"
#include "client/output/terminal.h"

namespace nianbao::client {
namespace {

// As often as a reader can follow; a run does thousands of documents a second.
constexpr std::chrono::milliseconds kProgressInterval{200};

}  // namespace

Tally::Tally(size_t total, bool show_progress)
    : total_(total),
      show_progress_(show_progress && isatty(STDERR_FILENO) != 0),
      start_(std::chrono::steady_clock::now()) {}

void Tally::Done() {
  std::lock_guard<std::mutex> lock(mutex_);
  ++done_;
  ShowProgress();
}

void Tally::Failed(absl::string_view path, const absl::Status& status) {
  std::lock_guard<std::mutex> lock(mutex_);
  failures_.push_back({ReadablePath(path), std::string(status.message())});
  ShowProgress();
}

size_t Tally::done() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return done_;
}

size_t Tally::failed() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return failures_.size();
}

std::vector<Tally::Failure> Tally::failures() const {
  std::lock_guard<std::mutex> lock(mutex_);
  std::vector<Failure> by_path = failures_;
  std::sort(by_path.begin(), by_path.end(),
            [](const Failure& a, const Failure& b) { return a.path < b.path; });
  return by_path;
}

void Tally::PrintFailures(std::ostream& out) const {
  // The line of progress stands on standard error, whatever `out` is.
  if (show_progress_) ShowProgressLine("");
  const std::vector<Failure> by_path = failures();
  if (by_path.empty()) return;
  out << absl::StreamFormat("nianbao: %s of %s failed:\n",
                            ReadableNumber(by_path.size()),
                            ReadableNumber(total_));
  for (const Failure& failure : by_path) {
    out << "  " << failure.path << ": " << failure.reason << "\n";
  }
}

void Tally::ShowProgress() {
  if (!show_progress_) return;
  // At most one line in each interval, however many documents are done in it.
  auto now = std::chrono::steady_clock::now();
  if (now - shown_ < kProgressInterval) return;
  shown_ = now;
  const size_t tried = done_ + failures_.size();
  std::chrono::duration<double> seconds = now - start_;
  ShowProgressLine(absl::StrFormat(
      "%s of %s documents, %s failed, %.0f/s", ReadableNumber(tried),
      ReadableNumber(total_), ReadableNumber(failures_.size()),
      tried / seconds.count()));
}

}  // namespace nianbao::client
