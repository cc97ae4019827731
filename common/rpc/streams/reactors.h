// Reactors for gRPC's callback API that every service needs.
//
// A reactor's own reactions never block. Blocking work goes to a WorkerPool.
#ifndef NIANBAO_COMMON_RPC_STREAMS_REACTORS_H_
#define NIANBAO_COMMON_RPC_STREAMS_REACTORS_H_

#include <utility>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/cancelled.h"
#include "common/base/worker_pool.h"
#include "common/rpc/access/call_gate.h"
#include "common/rpc/wire/message_bytes.h"
#include "common/rpc/wire/wire_status.h"
#include "grpcpp/grpcpp.h"

namespace nianbao {

// Ends a streaming call at once. `Reactor` is the base class of the call's
// reactor.
template <typename Reactor>
class Refusal final : public Reactor {
 public:
  explicit Refusal(const absl::Status& status) {
    this->Finish(ToGrpcStatus(status));
  }
  void OnDone() override { delete this; }
};

// Has `work` answer the unary call of `method` on `pool`, where its messages
// are parsed and serialized, too, and ends the call with the status of `work`.
// A call that the gate does not let in ends at once with the gate's status.
template <typename Request, typename Response>
grpc::ServerUnaryReactor* RunUnary(
    grpc::CallbackServerContext* context, WorkerPool& pool, CallGate& gate,
    absl::string_view method, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes,
    absl::AnyInvocable<absl::Status(const Request&, Response&)> work) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  absl::StatusOr<CallGate::Ticket> ticket = gate.Enter(context, method);
  if (!ticket.ok()) {
    reactor->Finish(ToGrpcStatus(ticket.status()));
    return reactor;
  }
  pool.ScheduleFirst([=, work = std::move(work), ticket = *std::move(ticket)](
                         absl::Status status) mutable {
    Request request;
    Response response;
    if (context->IsCancelled()) status = Cancelled();
    if (status.ok()) status = ParseMessage(*request_bytes, request);
    if (status.ok()) status = work(request, response);
    if (status.ok()) status = SerializeMessage(response, *response_bytes);
    ticket.reset();
    reactor->Finish(ToGrpcStatus(status));
  });
  return reactor;
}

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_STREAMS_REACTORS_H_
