// A log that holds up nobody. Calls put their records into a bounded queue; a
// thread of the writer's own takes them in batches, makes the lines and writes
// them. The reader of the log may be a pipe to a program that has stopped:
//
//   the reader...   the thread...                       the calls...
//   reads           writes line after line              push, at once
//   stops           polls the full pipe                 push until 4096 wait,
//                                                       then lines are dropped
//   never returns,  gives up a second after the end     are over
//   and we end      has begun
//
// Lines are at most 2 KiB, less than the PIPE_BUF bytes that a pipe that is
// ready takes at once, so that lines of several processes in one pipe stay
// whole.
#include "common/telemetry/line_writer.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"

namespace nianbao {
namespace {

// The thread wakes up for so many lines, or once so long has passed: waking it
// for each line costs calls more than writing does, and nobody who reads a log
// sees a fiftieth of a second.
constexpr size_t kBatch = 256;
constexpr absl::Duration kLogLinger = absl::Milliseconds(20);
// How long a full pipe is waited for at a time, before the thread looks whether
// the program ends.
constexpr absl::Duration kPeriod = absl::Milliseconds(100);
// How long a full pipe is waited for in all once the program ends.
constexpr absl::Duration kLogFarewell = absl::Seconds(1);

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
    const auto calls = queue_.Take(kBatch, kLogLinger);
    if (calls.empty()) return;
    for (const CallRecordPtr& call : calls) {
      if (!WriteLine(absl::StrCat(format_(*call), "\n"))) dropped_();
    }
  }
}

// Waits until the descriptor takes a whole line, or until the farewell is over.
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
      farewell_ = absl::Now() + kLogFarewell;
    }
  }
  return false;
}

}  // namespace nianbao
