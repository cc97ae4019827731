// Sends spans to an OTLP collector over HTTP, in batches, on a thread of its
// own. A collector that is away costs spans, never calls. Thread-safe.
#ifndef NIANBAO_COMMON_TELEMETRY_SPAN_EXPORTER_H_
#define NIANBAO_COMMON_TELEMETRY_SPAN_EXPORTER_H_

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/telemetry/bounded_queue.h"
#include "common/telemetry/call_record.h"

namespace nianbao {

class SpanExporter {
 public:
  struct Counts {
    // Called with the number of spans that the collector took, or that are
    // lost; from any thread.
    std::function<void(int64_t)> exported;
    std::function<void(int64_t)> dropped;
    // Called for each request that failed, whether tried again or not.
    std::function<void()> failed;
  };

  // Spans that may wait, some 8 MiB; what comes beyond them is dropped.
  static constexpr size_t kMaxQueued = 8192;
  // Spans in a request at most, the default of OpenTelemetry's own exporters.
  static constexpr size_t kBatch = 512;
  // How often a batch is sent at most: again when there is no answer or one of
  // 429, 502, 503 and 504, after pauses that double from 0.1 s.
  static constexpr int kAttempts = 5;

  // `endpoint` is the whole URL, of http or https. INVALID_ARGUMENT when it is
  // not one.
  static absl::StatusOr<std::unique_ptr<SpanExporter>> Create(
      const std::string& endpoint, absl::string_view service, Counts counts);

  // Sends what is queued until a request fails; takes at most about 10 s.
  ~SpanExporter();

  // Never blocks. Calls whose trace is not sampled are left out.
  void Export(CallRecordPtr call);

 private:
  class Poster;

  SpanExporter(std::unique_ptr<Poster> poster, absl::string_view service,
               Counts counts);
  void Run();
  // False when the batch is lost.
  bool Send(const std::string& body);

  const std::unique_ptr<Poster> poster_;
  const std::string service_;
  const Counts counts_;
  BoundedQueue<CallRecordPtr> queue_{kMaxQueued};
  std::thread thread_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_SPAN_EXPORTER_H_
