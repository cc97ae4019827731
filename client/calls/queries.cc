#include "client/calls/queries.h"

#include <chrono>
#include <memory>
#include <thread>
#include <type_traits>

#include "client/calls/interrupt.h"
#include "google/protobuf/message.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"

namespace nianbao::client {
namespace {

using Stub = v1::AggregatorService::Stub;

// A broken stream is taken up as gRPC takes up a call that has not begun to
// answer, by service_config.json: three more times, after 0.1, 0.2 and 0.4
// seconds. Each message that comes begins the count anew.
constexpr int kMaxResumptions = 3;
constexpr std::chrono::milliseconds kFirstPause{100};

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

// The rows of a message are its first field; of observations it is one itself.
int RowsIn(const google::protobuf::Message& message) {
  const google::protobuf::FieldDescriptor* const rows =
      message.GetDescriptor()->field(0);
  return rows->is_repeated() ? message.GetReflection()->FieldSize(message, rows)
                             : 1;
}

// What is left of an answer to ask for.
template <typename Request>
class Rest {
 public:
  explicit Rest(const Request& request) : request_(request) {}

  const Request& request() const { return request_; }

  // Goes on behind `response` and takes its token, of which nobody else has
  // use.
  template <typename Response>
  void PassOver(Response& response) {
    request_.set_resume_token(response.resume_token());
    ends_ = response.resume_token().empty();
    response.clear_resume_token();
    // The limit of a ranking is one of each list.
    if constexpr (!std::is_same_v<Request, v1::RankDivisionsRequest>) {
      if (request_.limit() == 0) return;
      request_.set_limit(request_.limit() - RowsIn(response));
      ends_ |= request_.limit() <= 0;
    }
  }

  // True when something has come, and something is left.
  bool CanGoOn() const { return !ends_ && !request_.resume_token().empty(); }
  // True when nothing is left.
  bool ends() const { return ends_; }

 private:
  Request request_;
  bool ends_ = false;
};

// The end of one call for the rest; sets `wanted` as ReadStream does, and
// `answered` to whether a message came.
template <typename Request, typename Response>
grpc::Status AskOnce(const Session& session,
                     std::chrono::system_clock::time_point deadline,
                     StreamingMethod<Request, Response> method,
                     const OnMessage<Response>& on_message, Rest<Request>& rest,
                     bool& wanted, bool& answered) {
  grpc::ClientContext context;
  context.set_deadline(deadline);
  answered = false;
  // The call has its request by value: `rest` may change while it lasts.
  const Request request = rest.request();
  return ReadStream<Request, Response>(
      session, context, method, request,
      [&](Response& response) {
        answered = true;
        rest.PassOver(response);
        return on_message(response);
      },
      wanted);
}

template <typename Request, typename Response>
absl::Status Ask(const Session& session,
                 StreamingMethod<Request, Response> method,
                 const Request& request,
                 const OnMessage<Response>& on_message) {
  const auto deadline = std::chrono::system_clock::now() + kQueryDeadline;
  Rest<Request> rest(request);
  // The break that was mended last.
  grpc::Status broken;
  for (int resumptions = 0;;) {
    bool wanted, answered;
    grpc::Status status =
        AskOnce(session, deadline, method, on_message, rest, wanted, answered);
    if (status.ok() || !wanted || rest.ends()) return absl::OkStatus();
    // An aggregator of another version has no use for the token: then it is the
    // break that counts.
    if (!broken.ok() &&
        status.error_code() == grpc::StatusCode::INVALID_ARGUMENT) {
      status = broken;
      resumptions = kMaxResumptions;
    }
    if (answered) resumptions = 0;
    if (status.error_code() != grpc::StatusCode::UNAVAILABLE ||
        !rest.CanGoOn() || resumptions == kMaxResumptions) {
      return session.AggregatorStatus(status);
    }
    broken = status;
    std::this_thread::sleep_for(kFirstPause * (1 << resumptions++));
  }
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
