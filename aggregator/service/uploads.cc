#include "aggregator/service/uploads.h"

#include <string>
#include <utility>

#include "aggregator/service/report_validation.h"
#include "common/rpc/streams/ordered_stream.h"
#include "common/rpc/wire/wire_status.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {
namespace {

using UploadStream =
    OrderedStream<v1::UploadReportsRequest, v1::UploadReportsResponse>;

// Two streams fill a transaction (512 changes); a hundred fit into memory.
constexpr UploadStream::Limits kUploadLimits = {.messages = 256,
                                                .bytes = 4 << 20};

v1::UploadReportsResponse Acknowledge(
    const std::string& request_id, const absl::StatusOr<UploadResult>& result) {
  v1::UploadReportsResponse response;
  response.set_request_id(request_id);
  if (result.ok()) {
    response.set_name(result->name);
    response.set_outcome(result->outcome);
  } else {
    *response.mutable_error() = ToRpcStatus(result.status());
  }
  return response;
}

}  // namespace

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StreamUploads(
    grpc::CallbackServerContext& context, CallGate::Ticket ticket,
    CallGate& gate, WorkerPool& pool, Store& store) {
  return new UploadStream(
      context, std::move(ticket), gate.idle_calls(), pool, kUploadLimits,
      [&store](v1::UploadReportsRequest request, UploadStream::Done done) {
        const absl::Status valid = ValidateReport(request.report());
        if (!valid.ok()) {
          done(Acknowledge(request.request_id(), valid));
          return;
        }
        store.Upload(std::move(*request.mutable_report()),
                     [id = request.request_id(), done = std::move(done)](
                         absl::StatusOr<UploadResult> result) mutable {
                       done(Acknowledge(id, result));
                     });
      });
}

}  // namespace nianbao::aggregator
