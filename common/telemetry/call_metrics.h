// Counts calls by the names that dashboards of gRPC servers expect:
//
//   grpc_server_started_total         grpc_type, grpc_service, grpc_method
//   grpc_server_handled_total         the same and grpc_code
//   grpc_server_handling_seconds      histogram
//   grpc_server_msg_received_total
//   grpc_server_msg_sent_total
//   grpc_server_in_flight             calls that have not ended
//
// grpc_code is "OK", "INVALID_ARGUMENT" etc.; grpc_type is "unary",
// "client_stream", "server_stream" or "bidi_stream".
#ifndef NIANBAO_COMMON_TELEMETRY_CALL_METRICS_H_
#define NIANBAO_COMMON_TELEMETRY_CALL_METRICS_H_

#include <array>
#include <atomic>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "grpcpp/support/server_interceptor.h"
#include "grpcpp/support/status.h"
#include "prometheus/counter.h"
#include "prometheus/gauge.h"
#include "prometheus/histogram.h"
#include "prometheus/registry.h"

namespace nianbao {

// The families of metrics, in each of which a method has a member. They belong
// to a registry.
struct CallFamilies {
  prometheus::Family<prometheus::Counter>& started;
  prometheus::Family<prometheus::Counter>& handled;
  prometheus::Family<prometheus::Histogram>& seconds;
  prometheus::Family<prometheus::Counter>& received;
  prometheus::Family<prometheus::Counter>& sent;
  prometheus::Family<prometheus::Gauge>& in_flight;
};

// The metrics of one method. Thread-safe.
class MethodMetrics {
 public:
  // `name` is "/service/method"; what is not of that form has the label
  // "unknown". The registry of `families` must outlive this.
  MethodMetrics(const CallFamilies& families, absl::string_view name,
                const char* type);

  const std::string& name() const { return name_; }

  void Start();
  void MessageReceived() { received_.Increment(); }
  void MessageSent() { sent_.Increment(); }
  void End(grpc::StatusCode code, absl::Duration duration);

 private:
  // gRPC's status codes, OK to UNAUTHENTICATED, each of which has a label; a
  // number beyond them counts as UNKNOWN.
  static constexpr int kCodes = 17;

  // The counter of calls that ended with `code`. It is made when the first
  // does, so that a scrape shows no 16 zeros for each method.
  prometheus::Counter& Handled(grpc::StatusCode code);

  prometheus::Family<prometheus::Counter>& handled_family_;
  const std::string name_;
  const prometheus::Labels labels_;
  prometheus::Counter& started_;
  prometheus::Gauge& in_flight_;
  prometheus::Histogram& seconds_;
  prometheus::Counter& received_;
  prometheus::Counter& sent_;
  std::array<std::atomic<prometheus::Counter*>, kCodes> handled_ = {};
};

// Thread-safe.
class CallMetrics {
 public:
  using Type = grpc::experimental::ServerRpcInfo::Type;

  explicit CallMetrics(prometheus::Registry& registry);

  // The metrics of the method with that full name, "/service/method"; they live
  // as long as this. All methods that the program does not know share one
  // MethodMetrics: their names are the client's choice, and may be many.
  MethodMetrics& Of(absl::string_view method, Type type);

 private:
  const CallFamilies families_;
  MethodMetrics unknown_;
  absl::Mutex mutex_;
  absl::flat_hash_map<std::string, std::unique_ptr<MethodMetrics>> methods_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_CALL_METRICS_H_
