#include "client/calls/upload.h"

#include "client/calls/exchange.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"

namespace nianbao::client {

absl::Status UploadReports(
    const Session& session, const Channel& aggregator,
    const std::function<bool(v1::UploadReportsRequest&)>& next,
    const std::function<void(const v1::UploadReportsResponse&)>& on_response) {
  const auto stub = v1::AggregatorService::NewStub(aggregator);
  grpc::ClientContext context;
  SetDeadline(context, kStreamDeadline);
  Exchange<v1::UploadReportsRequest, v1::UploadReportsResponse> exchange(
      context, stub->UploadReports(&context),
      [&](v1::UploadReportsResponse& response) {
        on_response(response);
        return true;
      });
  v1::UploadReportsRequest request;
  while (next(request) && exchange.Send(request)) request.Clear();
  return session.AggregatorStatus(exchange.Finish());
}

}  // namespace nianbao::client
