// What can be seen of a service from outside: metrics, a line in the log for
// each call, and spans. Its settings stand in the section `observation` of a
// configuration; that has nothing to do with the observations of reports.
//
//   absl::StatusOr<std::unique_ptr<Telemetry>> telemetry =
//       Telemetry::Start(config.observation(), "nianbao-extractor");
//   Server::Start(options, service, (*telemetry)->Interceptors());
//   auto depth = (*telemetry)->scraped().Add({...});  // The owner's own.
//
// Thread-safe.
#ifndef NIANBAO_COMMON_TELEMETRY_TELEMETRY_H_
#define NIANBAO_COMMON_TELEMETRY_TELEMETRY_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/access/rate_limit.h"
#include "common/telemetry/call_interceptor.h"
#include "common/telemetry/call_log.h"
#include "common/telemetry/call_metrics.h"
#include "common/telemetry/line_writer.h"
#include "common/telemetry/metrics_listener.h"
#include "common/telemetry/scraped_metrics.h"
#include "common/telemetry/span_exporter.h"
#include "nianbao/v1/server_config.pb.h"
#include "prometheus/counter.h"
#include "prometheus/registry.h"

namespace nianbao {

class Telemetry {
 public:
  // Lines a second for calls that failed, of each code, and for those that were
  // OK, over bursts of as many. An overloaded service refuses thousands a
  // second, and a peer can reset or break off as many, all alike: a hundred
  // show who calls, the next line tells how many were left out, and metrics
  // count them all.
  static constexpr int kMaxFailureLines = 100;
  static constexpr int kMaxOkLines = 1000;

  // Shows what `config` asks for; calls are always counted and logged to
  // `log_fd`. `service` is the program's name. Errors name the field:
  // "observation.metrics_address: cannot listen on 127.0.0.1:9701".
  static absl::StatusOr<std::unique_ptr<Telemetry>> Start(
      const v1::ServerConfig::Observation& config, absl::string_view service,
      int log_fd = 2);

  // Writes and sends what is queued; see LineWriter and SpanExporter for how
  // long that may take.
  ~Telemetry();

  // For one server, which this must outlive.
  std::vector<
      std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>>
  Interceptors();

  // For metrics of the owner's own: counted as things happen, or read when
  // asked for.
  prometheus::Registry& registry() { return *registry_; }
  ScrapedMetrics& scraped() { return *scraped_; }

  // Port of the metrics listener; 0 when there is none.
  int metrics_port() const;

 private:
  Telemetry(CallLogOptions log, int log_fd);
  absl::Status StartExporter(const std::string& endpoint);
  void End(CallRecordPtr call);
  // The call as its line is to show it; null when it is to have none.
  CallRecordPtr BoundLines(CallRecordPtr call);

  const CallLogOptions log_options_;
  const std::shared_ptr<prometheus::Registry> registry_;
  const std::shared_ptr<ScrapedMetrics> scraped_;
  const std::vector<ScrapedMetrics::Handle> process_metrics_;
  CallMetrics calls_;
  std::unique_ptr<LineWriter> log_;
  // By the name of the code.
  RateLimit failure_lines_{kMaxFailureLines, kMaxFailureLines};
  RateLimit ok_lines_{kMaxOkLines, kMaxOkLines};
  // Lines left out since the last one of the code; the last for unknown codes.
  std::array<std::atomic<int64_t>, grpc::StatusCode::UNAUTHENTICATED + 2>
      omitted_ = {};
  prometheus::Counter& lines_omitted_;
  // Null unless configured, like the listener.
  std::unique_ptr<SpanExporter> spans_;
  const CallSink sink_;
  std::unique_ptr<MetricsListener> listener_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_TELEMETRY_H_
