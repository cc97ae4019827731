// How the parts of telemetry hang together:
//
//   call ends -> CallInterceptor -> End ---> SpanExporter   unless gRPC's own
//                    |                 `---> LineWriter     if IsLogged says so
//                    v
//                CallMetrics ---> registry ---.
//                                              >--- MetricsListener (HTTP)
//                ScrapedMetrics --------------'
//
// Calls, logs and spans are counted by whoever makes them; the listener reads
// the two collections when Prometheus asks. A call costs two pushes into
// bounded queues and no system call: lines and spans are written by threads of
// their own.
#include "common/telemetry/telemetry.h"

#include <algorithm>
#include <utility>

#include "common/base/status.h"
#include "common/base/version.h"
#include "common/config/config_validation.h"
#include "common/telemetry/process_metrics.h"

namespace nianbao {
namespace {

CallLogOptions LogOptions(const v1::ServerConfig::Observation& config,
                          absl::string_view service) {
  const int slow_ms =
      config.slow_call_ms() > 0 ? config.slow_call_ms() : kDefaultSlowCallMs;
  return {.service = std::string(service),
          .slow = absl::Milliseconds(slow_ms),
          .quiet = config.quiet()};
}

// A counter without labels, shown as 0 from the start.
prometheus::Counter& AddCounter(prometheus::Registry& registry,
                                const std::string& name,
                                const std::string& help) {
  return prometheus::BuildCounter()
      .Name(name)
      .Help(help)
      .Register(registry)
      .Add({});
}

// Tells dashboards which version runs; the value says nothing.
void AddBuildInfo(prometheus::Registry& registry, const std::string& service) {
  prometheus::BuildGauge()
      .Name("nianbao_build_info")
      .Help("1, with the version of the program.")
      .Register(registry)
      .Add({{"version", kVersion}, {"service", service}})
      .Set(1);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Telemetry>> Telemetry::Start(
    const v1::ServerConfig::Observation& config, absl::string_view service,
    int log_fd) {
  std::unique_ptr<Telemetry> telemetry(
      new Telemetry(LogOptions(config, service), log_fd));
  // The exporter comes first: once the listener answers, all its metrics exist.
  if (!config.otlp_endpoint().empty()) {
    const absl::Status started =
        telemetry->StartExporter(config.otlp_endpoint());
    if (!started.ok()) return WithPrefix("observation.otlp_endpoint", started);
  }
  if (!config.metrics_address().empty()) {
    absl::StatusOr<std::unique_ptr<MetricsListener>> listener =
        MetricsListener::Listen(config.metrics_address(),
                                {telemetry->registry_, telemetry->scraped_});
    if (!listener.ok())
      return WithPrefix("observation.metrics_address", listener.status());
    telemetry->listener_ = *std::move(listener);
  }
  return telemetry;
}

Telemetry::Telemetry(CallLogOptions log, int log_fd)
    : log_options_(std::move(log)),
      registry_(std::make_shared<prometheus::Registry>()),
      scraped_(std::make_shared<ScrapedMetrics>()),
      process_metrics_(AddProcessMetrics(*scraped_)),
      calls_(*registry_),
      lines_omitted_(
          AddCounter(*registry_, "nianbao_log_lines_omitted_total",
                     "Lines left out, as too many calls ended alike.")),
      sink_([this](CallRecordPtr call) { End(std::move(call)); }) {
  AddBuildInfo(*registry_, log_options_.service);
  prometheus::Counter& dropped =
      AddCounter(*registry_, "nianbao_log_lines_dropped_total",
                 "Lines of the log that were lost.");
  log_ = std::make_unique<LineWriter>(
      log_fd,
      [this](const CallRecord& call) { return FormatCall(call, log_options_); },
      [&dropped] { dropped.Increment(); });
}

Telemetry::~Telemetry() = default;

absl::Status Telemetry::StartExporter(const std::string& endpoint) {
  prometheus::Counter& exported =
      AddCounter(*registry_, "nianbao_spans_exported_total",
                 "Spans that the collector took.");
  prometheus::Counter& dropped = AddCounter(
      *registry_, "nianbao_spans_dropped_total", "Spans that were lost.");
  prometheus::Counter& failed =
      AddCounter(*registry_, "nianbao_span_requests_failed_total",
                 "Requests to the collector that failed.");
  absl::StatusOr<std::unique_ptr<SpanExporter>> exporter = SpanExporter::Create(
      endpoint, log_options_.service,
      {.exported = [&](int64_t n) { exported.Increment(n); },
       .dropped = [&](int64_t n) { dropped.Increment(n); },
       .failed = [&] { failed.Increment(); }});
  if (!exporter.ok()) return exporter.status();
  spans_ = *std::move(exporter);
  return absl::OkStatus();
}

std::vector<
    std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>>
Telemetry::Interceptors() {
  std::vector<
      std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>>
      interceptors;
  interceptors.push_back(
      std::make_unique<CallInterceptorFactory>(calls_, sink_));
  return interceptors;
}

int Telemetry::metrics_port() const {
  return listener_ == nullptr ? 0 : listener_->port();
}

void Telemetry::End(CallRecordPtr call) {
  if (spans_ != nullptr && !IsInfrastructure(call->method)) {
    spans_->Export(call);
  }
  if (!IsLogged(*call, log_options_)) return;
  call = BoundLines(std::move(call));
  if (call != nullptr) log_->Write(std::move(call));
}

// All clients share a bucket, as it is the log that is to be kept short.
CallRecordPtr Telemetry::BoundLines(CallRecordPtr call) {
  const bool ok = call->code == grpc::StatusCode::OK;
  std::atomic<int64_t>& omitted =
      omitted_[std::min<size_t>(call->code, omitted_.size() - 1)];
  if ((ok ? ok_lines_ : failure_lines_)
          .Take(CodeName(call->code), absl::Now()) > absl::ZeroDuration()) {
    ++omitted;
    lines_omitted_.Increment();
    return nullptr;
  }
  const int64_t before = omitted.exchange(0);
  if (before == 0) return call;
  CallRecord told = *call;
  told.omitted = before;
  return std::make_shared<const CallRecord>(std::move(told));
}

}  // namespace nianbao
