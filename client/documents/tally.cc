#include "client/documents/tally.h"

#include <algorithm>
#include <iostream>
#include <utility>

#include "absl/strings/substitute.h"
#include "client/output/language.h"
#include "client/output/numbers.h"
#include "client/output/paths.h"
#include "client/output/terminal.h"

namespace nianbao::client {

Tally::Tally(size_t total, Progress progress,
             std::function<Clock::time_point()> now)
    : total_(total),
      progress_(progress),
      now_(std::move(now)),
      start_(now_()),
      shown_(start_) {}

void Tally::Done() {
  std::lock_guard<std::mutex> lock(mutex_);
  ++done_;
  ShowProgress();
}

void Tally::Failed(absl::string_view path, const absl::Status& status) {
  std::lock_guard<std::mutex> lock(mutex_);
  failures_.push_back({std::string(path), std::string(status.message())});
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
  if (progress_ == Progress::kTerminal) ShowProgressLine("");
  const std::vector<Failure> by_path = failures();
  if (by_path.empty()) return;
  out << absl::Substitute(
      Told("nianbao: $0 of $1 failed:\n", "nianbao: $1 份中有 $0 份失败:\n"),
      ReadableNumber(by_path.size()), ReadableNumber(total_));
  for (const Failure& failure : by_path) {
    out << "  " << ReadablePath(failure.path) << ": " << failure.reason << "\n";
  }
}

void Tally::ShowProgress() {
  if (progress_ == Progress::kNone) return;
  // At most once in each interval, however many documents are done in it.
  const Clock::time_point now = now_();
  if (now - shown_ < ProgressInterval(progress_)) return;
  shown_ = now;
  const std::string text =
      ProgressText(done_, failures_.size(), total_, now - start_);
  if (progress_ == Progress::kTerminal) {
    ShowProgressLine(text);
  } else {
    std::cerr << "nianbao: " << text << "\n";
  }
}

}  // namespace nianbao::client
