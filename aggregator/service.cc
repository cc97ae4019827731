#include "aggregator/service.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "aggregator/listing.h"
#include "aggregator/report_validation.h"
#include "aggregator/request_validation.h"
#include "aggregator/row_observations.h"
#include "common/ordered_stream.h"
#include "common/reactors.h"
#include "common/row_stream.h"

namespace nianbao {
namespace {

using UploadStream =
    OrderedStream<v1::UploadReportsRequest, v1::UploadReportsResponse>;

constexpr int kMaxCalls = 128;
constexpr UploadStream::Limits kUploadLimits = {.messages = 256,
                                                .bytes = 16 << 20};

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

AggregatorServiceImpl::AggregatorServiceImpl(Store& store,
                                             const Catalogue& catalogue,
                                             WorkerPool& pool)
    : store_(store),
      catalogue_(catalogue),
      pool_(pool),
      calls_(kMaxCalls),
      watches_(store, pool) {}

grpc::ServerBidiReactor<v1::UploadReportsRequest, v1::UploadReportsResponse>*
AggregatorServiceImpl::UploadReports(grpc::CallbackServerContext*) {
  std::optional<CallLimit::Ticket> ticket = calls_.TryEnter();
  if (!ticket.has_value()) {
    return new Refusal<grpc::ServerBidiReactor<v1::UploadReportsRequest,
                                               v1::UploadReportsResponse>>(
        TooManyCalls());
  }
  return new UploadStream(
      *std::move(ticket), pool_, kUploadLimits,
      [this](v1::UploadReportsRequest request, UploadStream::Done done) {
        const absl::Status valid = ValidateReport(request.report());
        if (!valid.ok()) {
          done(Acknowledge(request.request_id(), valid));
          return;
        }
        store_.Upload(std::move(*request.mutable_report()),
                      [id = request.request_id(), done = std::move(done)](
                          absl::StatusOr<UploadResult> result) mutable {
                        done(Acknowledge(id, result));
                      });
      });
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::GetReport(
    grpc::CallbackServerContext* context, const v1::GetReportRequest* request,
    v1::GetReportResponse* response) {
  return RunUnary(context, pool_, calls_, [this, request, response] {
    absl::StatusOr<v1::Report> report = store_.Get(request->name());
    if (report.ok()) *response->mutable_report() = *std::move(report);
    return report.status();
  });
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::ListReports(
    grpc::CallbackServerContext* context, const v1::ListReportsRequest* request,
    v1::ListReportsResponse* response) {
  return RunUnary(context, pool_, calls_, [this, request, response] {
    return nianbao::ListReports(store_, *request, *response);
  });
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::DeleteReport(
    grpc::CallbackServerContext* context,
    const v1::DeleteReportRequest* request, v1::DeleteReportResponse*) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  std::optional<CallLimit::Ticket> ticket = calls_.TryEnter();
  if (!ticket.has_value()) {
    reactor->Finish(ToGrpcStatus(TooManyCalls()));
    return reactor;
  }
  store_.Delete(request->name(), [reactor, ticket = *std::move(ticket)](
                                     const absl::Status& status) mutable {
    ticket.reset();
    reactor->Finish(ToGrpcStatus(status));
  });
  return reactor;
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::ListIndicators(
    grpc::CallbackServerContext* context,
    const v1::ListIndicatorsRequest* request,
    v1::ListIndicatorsResponse* response) {
  return RunUnary(context, pool_, calls_, [this, request, response] {
    return nianbao::ListIndicators(catalogue_, *request, *response);
  });
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::ListDivisions(
    grpc::CallbackServerContext* context,
    const v1::ListDivisionsRequest* request,
    v1::ListDivisionsResponse* response) {
  return RunUnary(context, pool_, calls_, [request, response] {
    return nianbao::ListDivisions(*request, *response);
  });
}

template <typename Message, typename Request>
grpc::ServerWriteReactor<Message>* AggregatorServiceImpl::StreamRows(
    const Request* request,
    Store::Rows<Message> (Store::*query)(const Request&)) {
  return StreamRows<Message>([this, request, query]() -> Store::Rows<Message> {
    const absl::Status valid = ValidateRequest(catalogue_, *request);
    if (!valid.ok()) return valid;
    return (store_.*query)(*request);
  });
}

template <typename Message>
grpc::ServerWriteReactor<Message>* AggregatorServiceImpl::StreamRows(
    absl::AnyInvocable<Store::Rows<Message>()> query) {
  using Reactor = grpc::ServerWriteReactor<Message>;
  std::optional<CallLimit::Ticket> ticket = calls_.TryEnter();
  if (!ticket.has_value()) return new Refusal<Reactor>(TooManyCalls());
  return new RowStream<Message>(
      *std::move(ticket), pool_,
      [query = std::move(query), cursor = std::unique_ptr<Cursor<Message>>()](
          Messages<Message>& messages,
          Stopped stopped) mutable -> absl::StatusOr<bool> {
        if (cursor == nullptr) {
          Store::Rows<Message> opened = query();
          if (!opened.ok()) return opened.status();
          cursor = *std::move(opened);
        }
        return cursor->Next(messages, stopped);
      });
}

grpc::ServerWriteReactor<v1::QueryStatisticsResponse>*
AggregatorServiceImpl::QueryStatistics(
    grpc::CallbackServerContext*, const v1::QueryStatisticsRequest* request) {
  return StreamRows(request, &Store::QueryStatistics);
}

grpc::ServerWriteReactor<v1::QueryObservationsResponse>*
AggregatorServiceImpl::QueryObservations(
    grpc::CallbackServerContext*, const v1::QueryObservationsRequest* request) {
  using Message = v1::QueryObservationsResponse;
  return StreamRows<Message>([this, request]() -> Store::Rows<Message> {
    const absl::Status valid = ValidateRequest(catalogue_, *request);
    if (!valid.ok()) return valid;
    return request->selection_token().empty()
               ? store_.QueryObservations(*request)
               : QueryRowObservations(store_, catalogue_, *request);
  });
}

grpc::ServerWriteReactor<v1::RankDivisionsResponse>*
AggregatorServiceImpl::RankDivisions(grpc::CallbackServerContext*,
                                     const v1::RankDivisionsRequest* request) {
  return StreamRows(request, &Store::RankDivisions);
}

grpc::ServerWriteReactor<v1::QueryTrendsResponse>*
AggregatorServiceImpl::QueryTrends(grpc::CallbackServerContext*,
                                   const v1::QueryTrendsRequest* request) {
  return StreamRows(request, &Store::QueryTrends);
}

grpc::ServerWriteReactor<v1::QueryDistributionsResponse>*
AggregatorServiceImpl::QueryDistributions(
    grpc::CallbackServerContext*,
    const v1::QueryDistributionsRequest* request) {
  return StreamRows(request, &Store::QueryDistributions);
}

grpc::ServerWriteReactor<v1::QueryCorrelationsResponse>*
AggregatorServiceImpl::QueryCorrelations(
    grpc::CallbackServerContext*, const v1::QueryCorrelationsRequest* request) {
  return StreamRows(request, &Store::QueryCorrelations);
}

grpc::ServerWriteReactor<v1::WatchStatisticsResponse>*
AggregatorServiceImpl::WatchStatistics(
    grpc::CallbackServerContext*, const v1::WatchStatisticsRequest* request) {
  const absl::Status valid = ValidateRequest(catalogue_, *request);
  if (!valid.ok()) return new Refusal<WatchHub::Reactor>(valid);
  return watches_.Watch(request->query());
}

}  // namespace nianbao
