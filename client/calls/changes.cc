#include "client/calls/changes.h"

#include <utility>

#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"

namespace nianbao::client {

absl::Status DeleteReport(const Session& session, const Channel& aggregator,
                          const std::string& name) {
  const auto stub = v1::AggregatorService::NewStub(aggregator);
  grpc::ClientContext context;
  SetDeadline(context, kCallDeadline);
  v1::DeleteReportRequest request;
  request.set_name(name);
  v1::DeleteReportResponse response;
  return session.AggregatorStatus(
      stub->DeleteReport(&context, request, &response));
}

absl::StatusOr<v1::Report> UpdateReport(
    const Session& session, const v1::UpdateReportRequest& request) {
  const auto stub = v1::AggregatorService::NewStub(session.AggregatorChannel());
  grpc::ClientContext context;
  SetDeadline(context, kCallDeadline);
  v1::UpdateReportResponse response;
  const absl::Status status = session.AggregatorStatus(
      stub->UpdateReport(&context, request, &response));
  if (!status.ok()) return status;
  return std::move(*response.mutable_report());
}

}  // namespace nianbao::client
