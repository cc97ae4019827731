// Sees every call of a server: of the callback API, of gRPC's own services and
// of methods that the server does not have. Handlers know nothing of it.
#ifndef NIANBAO_COMMON_TELEMETRY_CALL_INTERCEPTOR_H_
#define NIANBAO_COMMON_TELEMETRY_CALL_INTERCEPTOR_H_

#include "absl/functional/any_invocable.h"
#include "common/telemetry/call_metrics.h"
#include "common/telemetry/call_record.h"
#include "grpcpp/support/server_interceptor.h"

namespace nianbao {

// Takes a call that has ended, once; from any thread, and must not block.
using CallSink = absl::AnyInvocable<void(CallRecordPtr) const>;

// Counts calls in `metrics`, gives each to `sink` when it has ended, and sends
// the request id back in the initial metadata as "x-request-id". It is the
// client's if that is of 1 to 128 letters, digits, '-', '_' and '.'. A call
// that the client left before its status was sent has ended as CANCELLED unless
// it failed otherwise. Thread-safe.
class CallInterceptorFactory final
    : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  // Both must outlive the server.
  CallInterceptorFactory(CallMetrics& metrics, const CallSink& sink)
      : metrics_(metrics), sink_(sink) {}

  grpc::experimental::Interceptor* CreateServerInterceptor(
      grpc::experimental::ServerRpcInfo* info) override;

 private:
  CallMetrics& metrics_;
  const CallSink& sink_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_CALL_INTERCEPTOR_H_
