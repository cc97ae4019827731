#include "common/telemetry/call_metrics.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/telemetry/call_record.h"
#include "google/protobuf/descriptor.h"

namespace nianbao {
namespace {

using prometheus::BuildCounter;

// In seconds: from a lookup in memory to a query over all there is.
const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto& buckets = *new prometheus::Histogram::BucketBoundaries{
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
      0.25,   0.5,   1,      2.5,   5,    10,    30,   60};
  return buckets;
}

const char* TypeName(CallMetrics::Type type) {
  switch (type) {
    case CallMetrics::Type::UNARY:
      return "unary";
    case CallMetrics::Type::CLIENT_STREAMING:
      return "client_stream";
    case CallMetrics::Type::SERVER_STREAMING:
      return "server_stream";
    case CallMetrics::Type::BIDI_STREAMING:
      return "bidi_stream";
  }
  return "unknown";
}

// Whether the contract, or gRPC's own that comes with the server, has it.
bool IsKnown(absl::string_view method) {
  const MethodName name(method);
  return name.service != "unknown" &&
         (method == "/grpc.health.v1.Health/Check" ||
          method == "/grpc.health.v1.Health/Watch" ||
          google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
              absl::StrCat(name.service, ".", name.name)) != nullptr);
}

prometheus::Labels LabelsOf(const MethodName& method, const char* type) {
  return {{"grpc_service", std::string(method.service)},
          {"grpc_method", std::string(method.name)},
          {"grpc_type", type}};
}

}  // namespace

MethodMetrics::MethodMetrics(const CallMetrics& metrics, absl::string_view name,
                             const char* type)
    : metrics_(metrics),
      name_(name),
      labels_(LabelsOf(MethodName(name), type)),
      started_(metrics.started_.Add(labels_)),
      in_flight_(metrics.in_flight_.Add(labels_)),
      seconds_(metrics.seconds_.Add(labels_, Buckets())),
      received_(metrics.received_.Add(labels_)),
      sent_(metrics.sent_.Add(labels_)) {}

void MethodMetrics::Start() {
  started_.Increment();
  in_flight_.Increment();
}

void MethodMetrics::End(grpc::StatusCode code, absl::Duration duration) {
  in_flight_.Decrement();
  Handled(code).Increment();
  seconds_.Observe(absl::ToDoubleSeconds(duration));
}

prometheus::Counter& MethodMetrics::Handled(grpc::StatusCode code) {
  if (code < 0 || code >= kCodes) code = grpc::StatusCode::UNKNOWN;
  prometheus::Counter* counter = handled_[code].load();
  if (counter == nullptr) {
    prometheus::Labels labels = labels_;
    labels["grpc_code"] = std::string(CodeName(code));
    // Gives every thread the same.
    counter = &metrics_.handled_.Add(labels);
    handled_[code].store(counter);
  }
  return *counter;
}

CallMetrics::CallMetrics(prometheus::Registry& registry)
    : started_(BuildCounter()
                   .Name("grpc_server_started_total")
                   .Help("Calls that began.")
                   .Register(registry)),
      handled_(BuildCounter()
                   .Name("grpc_server_handled_total")
                   .Help("Calls that ended, by status code.")
                   .Register(registry)),
      seconds_(prometheus::BuildHistogram()
                   .Name("grpc_server_handling_seconds")
                   .Help("Seconds from the begin of calls to their end.")
                   .Register(registry)),
      received_(BuildCounter()
                    .Name("grpc_server_msg_received_total")
                    .Help("Messages received.")
                    .Register(registry)),
      sent_(BuildCounter()
                .Name("grpc_server_msg_sent_total")
                .Help("Messages sent.")
                .Register(registry)),
      in_flight_(prometheus::BuildGauge()
                     .Name("grpc_server_in_flight")
                     .Help("Calls that have not ended.")
                     .Register(registry)),
      unknown_(*this, "unknown", "unknown") {}

MethodMetrics& CallMetrics::Of(absl::string_view method, Type type) {
  {
    absl::ReaderMutexLock lock(&mutex_);
    const auto found = methods_.find(method);
    if (found != methods_.end()) return *found->second;
  }
  if (!IsKnown(method)) return unknown_;
  absl::MutexLock lock(&mutex_);
  std::unique_ptr<MethodMetrics>& metrics = methods_[std::string(method)];
  if (metrics == nullptr) {
    metrics = std::make_unique<MethodMetrics>(*this, method, TypeName(type));
  }
  return *metrics;
}

}  // namespace nianbao
