#include "common/telemetry/call_metrics.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/telemetry/call_record.h"
#include "google/protobuf/descriptor.h"

namespace nianbao {
namespace {

using prometheus::BuildCounter;

// Upper ends of the buckets in seconds: from half a millisecond, in which a
// look-up in memory is answered, to the minute that a query over all reports
// may take.
const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto& buckets = *new prometheus::Histogram::BucketBoundaries{
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
      0.25,   0.5,   1,      2.5,   5,    10,    30,   60};
  return buckets;
}

// As grpc_type says it.
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

// Whether the program has the method: one of the contract, or of the services
// that come with gRPC. The health service is made without descriptors.
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

MethodMetrics::MethodMetrics(const CallFamilies& families,
                             absl::string_view name, const char* type)
    : handled_family_(families.handled),
      name_(name),
      labels_(LabelsOf(MethodName(name), type)),
      started_(families.started.Add(labels_)),
      in_flight_(families.in_flight.Add(labels_)),
      seconds_(families.seconds.Add(labels_, Buckets())),
      received_(families.received.Add(labels_)),
      sent_(families.sent.Add(labels_)) {}

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
    // Add gives every thread that asks for the same labels the same counter.
    counter = &handled_family_.Add(labels);
    handled_[code].store(counter);
  }
  return *counter;
}

CallMetrics::CallMetrics(prometheus::Registry& registry)
    : families_{.started = BuildCounter()
                               .Name("grpc_server_started_total")
                               .Help("Calls that began.")
                               .Register(registry),
                .handled = BuildCounter()
                               .Name("grpc_server_handled_total")
                               .Help("Calls that ended, by status code.")
                               .Register(registry),
                .seconds =
                    prometheus::BuildHistogram()
                        .Name("grpc_server_handling_seconds")
                        .Help("Seconds from the begin of calls to their end.")
                        .Register(registry),
                .received = BuildCounter()
                                .Name("grpc_server_msg_received_total")
                                .Help("Messages received.")
                                .Register(registry),
                .sent = BuildCounter()
                            .Name("grpc_server_msg_sent_total")
                            .Help("Messages sent.")
                            .Register(registry),
                .in_flight = prometheus::BuildGauge()
                                 .Name("grpc_server_in_flight")
                                 .Help("Calls that have not ended.")
                                 .Register(registry)},
      unknown_(families_, "unknown", "unknown") {}

MethodMetrics& CallMetrics::Of(absl::string_view method, Type type) {
  {
    absl::ReaderMutexLock lock(&mutex_);
    const auto found = methods_.find(method);
    if (found != methods_.end()) return *found->second;
  }
  // Outside the lock: the descriptor pool has one of its own. Two threads may
  // come here with the same method; the second finds what the first has made.
  if (!IsKnown(method)) return unknown_;
  absl::MutexLock lock(&mutex_);
  std::unique_ptr<MethodMetrics>& metrics = methods_[std::string(method)];
  if (metrics == nullptr) {
    metrics =
        std::make_unique<MethodMetrics>(families_, method, TypeName(type));
  }
  return *metrics;
}

}  // namespace nianbao
