#include "common/telemetry/telemetry.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/version.h"

namespace nianbao {
namespace {

constexpr int kDefaultSlowCallMs = 1000;

absl::Status OfField(absl::string_view field, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat("observation.", field, ": ",
                                                  status.message()));
}

CallLogOptions LogOptions(const v1::ServerConfig::Observation& config,
                          absl::string_view service) {
  const int slow_ms =
      config.slow_call_ms() > 0 ? config.slow_call_ms() : kDefaultSlowCallMs;
  return {.service = std::string(service),
          .slow = absl::Milliseconds(slow_ms),
          .quiet = config.quiet()};
}

prometheus::Counter& AddCounter(prometheus::Registry& registry,
                                const std::string& name,
                                const std::string& help) {
  return prometheus::BuildCounter()
      .Name(name)
      .Help(help)
      .Register(registry)
      .Add({});
}

void AddBuildInfo(prometheus::Registry& registry, const std::string& service) {
  prometheus::BuildGauge()
      .Name("nianbao_build_info")
      .Help("1, with the version of the program.")
      .Register(registry)
      .Add({{"version", kVersion}, {"service", service}})
      .Set(1);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Observation>> Observation::Start(
    const v1::ServerConfig::Observation& config, absl::string_view service,
    int log_fd) {
  std::unique_ptr<Observation> observation(
      new Observation(LogOptions(config, service), log_fd));
  if (!config.otlp_endpoint().empty()) {
    const absl::Status started =
        observation->StartExporter(config.otlp_endpoint());
    if (!started.ok()) return OfField("otlp_endpoint", started);
  }
  if (!config.metrics_address().empty()) {
    absl::StatusOr<std::unique_ptr<MetricsListener>> listener =
        MetricsListener::Listen(
            config.metrics_address(),
            {observation->registry_, observation->scraped_});
    if (!listener.ok()) return OfField("metrics_address", listener.status());
    observation->listener_ = *std::move(listener);
  }
  return observation;
}

Observation::Observation(CallLogOptions log, int log_fd)
    : log_options_(std::move(log)),
      registry_(std::make_shared<prometheus::Registry>()),
      scraped_(std::make_shared<ScrapedMetrics>()),
      process_metrics_(AddProcessMetrics(*scraped_)),
      calls_(*registry_),
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

Observation::~Observation() = default;

absl::Status Observation::StartExporter(const std::string& endpoint) {
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
Observation::Interceptors() {
  std::vector<
      std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>>
      interceptors;
  interceptors.push_back(
      std::make_unique<CallInterceptorFactory>(calls_, sink_));
  return interceptors;
}

int Observation::metrics_port() const {
  return listener_ == nullptr ? 0 : listener_->port();
}

void Observation::End(CallRecordPtr call) {
  if (spans_ != nullptr && !IsInfrastructure(call->method)) {
    spans_->Export(call);
  }
  if (!IsLogged(*call, log_options_)) return;
  if (call->code == grpc::StatusCode::RESOURCE_EXHAUSTED &&
      refusal_lines_.Take("", absl::Now()) > absl::ZeroDuration()) {
    return;
  }
  log_->Write(std::move(call));
}

}  // namespace nianbao
