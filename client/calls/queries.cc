#include "client/calls/queries.h"

#include <memory>

#include "client/calls/interrupt.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"

namespace nianbao::client {
namespace {

using Stub = v1::AggregatorService::Stub;

// A method of the aggregator that gives a stream of messages for one.
template <typename Request, typename Response>
using StreamingMethod = std::unique_ptr<grpc::ClientReader<Response>> (Stub::*)(
    grpc::ClientContext*, const Request&);

// Reads the stream to its end, or until `on_message` does not want more; sets
// `wanted` to whether it did.
template <typename Request, typename Response>
grpc::Status ReadStream(const Session& session, grpc::ClientContext& context,
                        StreamingMethod<Request, Response> method,
                        const Request& request,
                        const OnMessage<Response>& on_message, bool& wanted) {
  const auto stub = v1::AggregatorService::NewStub(session.AggregatorChannel());
  const auto stream = ((*stub).*method)(&context, request);
  Response response;
  wanted = true;
  while (wanted && stream->Read(&response)) wanted = on_message(response);
  if (!wanted) context.TryCancel();
  return stream->Finish();
}

template <typename Request, typename Response>
absl::Status Ask(const Session& session,
                 StreamingMethod<Request, Response> method,
                 const Request& request,
                 const OnMessage<Response>& on_message) {
  grpc::ClientContext context;
  SetDeadline(context, kQueryDeadline);
  bool wanted;
  const grpc::Status status =
      ReadStream(session, context, method, request, on_message, wanted);
  return wanted ? session.AggregatorStatus(status) : absl::OkStatus();
}

}  // namespace

absl::Status AskAggregator(
    const Session& session, const v1::QueryStatisticsRequest& request,
    const OnMessage<v1::QueryStatisticsResponse>& on_message) {
  return Ask(session, &Stub::QueryStatistics, request, on_message);
}

absl::Status AskAggregator(
    const Session& session, const v1::RankDivisionsRequest& request,
    const OnMessage<v1::RankDivisionsResponse>& on_message) {
  return Ask(session, &Stub::RankDivisions, request, on_message);
}

absl::Status AskAggregator(
    const Session& session, const v1::QueryTrendsRequest& request,
    const OnMessage<v1::QueryTrendsResponse>& on_message) {
  return Ask(session, &Stub::QueryTrends, request, on_message);
}

absl::Status AskAggregator(
    const Session& session, const v1::QueryDistributionsRequest& request,
    const OnMessage<v1::QueryDistributionsResponse>& on_message) {
  return Ask(session, &Stub::QueryDistributions, request, on_message);
}

absl::Status AskAggregator(
    const Session& session, const v1::QueryCorrelationsRequest& request,
    const OnMessage<v1::QueryCorrelationsResponse>& on_message) {
  return Ask(session, &Stub::QueryCorrelations, request, on_message);
}

absl::Status AskAggregator(
    const Session& session, const v1::QueryObservationsRequest& request,
    const OnMessage<v1::QueryObservationsResponse>& on_message) {
  return Ask(session, &Stub::QueryObservations, request, on_message);
}

absl::Status AskAggregator(
    const Session& session, const v1::QueryChecksRequest& request,
    const OnMessage<v1::QueryChecksResponse>& on_message) {
  return Ask(session, &Stub::QueryChecks, request, on_message);
}

// Unlike a query a watch has no deadline: it lasts until it is interrupted.
absl::Status WatchAggregator(
    const Session& session, const v1::WatchStatisticsRequest& request,
    const OnMessage<v1::WatchStatisticsResponse>& on_message) {
  grpc::ClientContext context;
  OnInterrupt on_interrupt([&] { context.TryCancel(); });
  bool wanted;
  const grpc::Status status = ReadStream(
      session, context, &Stub::WatchStatistics, request, on_message, wanted);
  return status.ok() ? absl::UnavailableError("the aggregator ended the stream")
                     : session.AggregatorStatus(status);
}

}  // namespace nianbao::client
