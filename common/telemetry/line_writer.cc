#include "common/telemetry/line_writer.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"

namespace nianbao {
namespace {

// The thread wakes up for so many lines, or once so long has passed: waking it
// for each costs calls more than writing does.
constexpr size_t kBatch = 256;
constexpr absl::Duration kLinger = absl::Milliseconds(20);
// How long a full pipe is waited for at a time, and at the end in all.
constexpr absl::Duration kPeriod = absl::Milliseconds(100);
constexpr absl::Duration kFarewell = absl::Seconds(1);

}  // namespace

LineWriter::LineWriter(int fd, Format format, std::function<void()> dropped)
    : fd_(fd),
      format_(std::move(format)),
      dropped_(std::move(dropped)),
      thread_([this] { Run(); }) {}

LineWriter::~LineWriter() {
  queue_.Close();
  thread_.join();
}

void LineWriter::Write(CallRecordPtr call) {
  if (!queue_.TryPush(std::move(call))) dropped_();
}

void LineWriter::Run() {
  while (true) {
    const auto calls = queue_.Take(kBatch, kLinger);
    if (calls.empty()) return;
    for (const CallRecordPtr& call : calls) {
      if (!WriteLine(absl::StrCat(format_(*call), "\n"))) dropped_();
    }
  }
}

// A pipe that is ready takes PIPE_BUF bytes at once, more than a line has.
bool LineWriter::WriteLine(const std::string& line) {
  while (absl::Now() < farewell_) {
    pollfd ready = {.fd = fd_, .events = POLLOUT};
    if (poll(&ready, 1, absl::ToInt64Milliseconds(kPeriod)) > 0) {
      const ssize_t written = write(fd_, line.data(), line.size());
      if (written == static_cast<ssize_t>(line.size())) return true;
      if (written >= 0 || (errno != EINTR && errno != EAGAIN)) return false;
    }
    if (farewell_ == absl::InfiniteFuture() &&
        queue_.AwaitClose(absl::ZeroDuration())) {
      farewell_ = absl::Now() + kFarewell;
    }
  }
  return false;
}

}  // namespace nianbao
