// Writes lines to a file descriptor on a thread of its own, so that a reader
// of it that has stopped holds up nobody. Thread-safe.
#ifndef NIANBAO_COMMON_TELEMETRY_LINE_WRITER_H_
#define NIANBAO_COMMON_TELEMETRY_LINE_WRITER_H_

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/time/time.h"
#include "common/telemetry/bounded_queue.h"
#include "common/telemetry/call_record.h"

namespace nianbao {

class LineWriter {
 public:
  // Makes the line of a call, without the line feed.
  using Format = std::function<std::string(const CallRecord&)>;

  // Calls that may wait to be written, some 4 MiB; what comes beyond them is
  // dropped.
  static constexpr size_t kMaxQueued = 4096;

  // `fd` must be open as long as the writer lives. `dropped` is called for each
  // line that is lost, from any thread.
  LineWriter(int fd, Format format, std::function<void()> dropped);

  // Writes what is queued for at most a second.
  ~LineWriter();

  // Never blocks.
  void Write(CallRecordPtr call);

 private:
  void Run();
  // False when the line could not be written.
  bool WriteLine(const std::string& line);

  const int fd_;
  const Format format_;
  const std::function<void()> dropped_;
  BoundedQueue<CallRecordPtr> queue_{kMaxQueued};
  // When the thread gives up; finite once it has seen the queue closed while
  // nobody reads.
  absl::Time farewell_ = absl::InfiniteFuture();
  std::thread thread_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_LINE_WRITER_H_
