#include "aggregator/service/service.h"

#include <memory>
#include <utility>

#include "aggregator/query/statistics/statistic_list.h"
#include "aggregator/service/listing.h"
#include "aggregator/service/report_validation.h"
#include "aggregator/service/resumable_rows.h"
#include "aggregator/service/row_observations.h"
#include "aggregator/service/uploads.h"
#include "aggregator/service/watched_question.h"
#include "common/rpc/streams/reactors.h"
#include "common/rpc/streams/row_stream.h"
#include "common/rpc/wire/message_bytes.h"
#include "common/rpc/wire/wire_status.h"

namespace nianbao::aggregator {
namespace {

// Full names of the methods.
constexpr char kUploadReports[] = "nianbao.v1.AggregatorService.UploadReports";
constexpr char kUploadReport[] = "nianbao.v1.AggregatorService.UploadReport";
constexpr char kGetReport[] = "nianbao.v1.AggregatorService.GetReport";
constexpr char kBatchGetReports[] =
    "nianbao.v1.AggregatorService.BatchGetReports";
constexpr char kListReports[] = "nianbao.v1.AggregatorService.ListReports";
constexpr char kDeleteReport[] = "nianbao.v1.AggregatorService.DeleteReport";
constexpr char kGetIndicator[] = "nianbao.v1.AggregatorService.GetIndicator";
constexpr char kUpdateReport[] = "nianbao.v1.AggregatorService.UpdateReport";
constexpr char kListIndicators[] =
    "nianbao.v1.AggregatorService.ListIndicators";
constexpr char kGetDivision[] = "nianbao.v1.AggregatorService.GetDivision";
constexpr char kListDivisions[] = "nianbao.v1.AggregatorService.ListDivisions";
constexpr char kResolveNames[] = "nianbao.v1.AggregatorService.ResolveNames";
constexpr char kQueryStatistics[] =
    "nianbao.v1.AggregatorService.QueryStatistics";
constexpr char kQueryObservations[] =
    "nianbao.v1.AggregatorService.QueryObservations";
constexpr char kRankDivisions[] = "nianbao.v1.AggregatorService.RankDivisions";
constexpr char kQueryTrends[] = "nianbao.v1.AggregatorService.QueryTrends";
constexpr char kQueryDistributions[] =
    "nianbao.v1.AggregatorService.QueryDistributions";
constexpr char kQueryCorrelations[] =
    "nianbao.v1.AggregatorService.QueryCorrelations";
constexpr char kQueryChecks[] = "nianbao.v1.AggregatorService.QueryChecks";
constexpr char kWatchStatistics[] =
    "nianbao.v1.AggregatorService.WatchStatistics";

// Two keep the one thread that writes busy; more would wait for it.
constexpr int kUploadThreads = 2;

// One, as the store reads one earlier state at a time: a second thread would
// wait for it. A state takes a second to read, or several, so that calls wait
// for more than others do before they are turned away.
constexpr int kEarlierThreads = 1;
constexpr WorkerPool::Patience kEarlierPatience = {
    .front = absl::Seconds(10), .own = absl::Seconds(20), .pieces = 16};
// A method of the store's as a function.
template <auto kMethod>
struct AnswerBy;
template <typename Question, typename Message,
          Store::Rows<Message> (Store::*kMethod)(const Question&)>
struct AnswerBy<kMethod> {
  static Store::Rows<Message> Answer(Store& store, const Question& question) {
    return (store.*kMethod)(question);
  }
};

}  // namespace

AggregatorServiceImpl::AggregatorServiceImpl(Store& store,
                                             const Catalogue& catalogue,
                                             CallGate& gate, WorkerPool& pool)
    : store_(store),
      catalogue_(catalogue),
      vocabulary_{catalogue, StatisticNames()},
      edition_(EditionOf(catalogue)),
      gate_(gate),
      pool_(pool),
      upload_pool_(kUploadThreads, WorkerPool::Priority::kGivesWay),
      earlier_pool_(kEarlierThreads, kEarlierPatience,
                    WorkerPool::Priority::kGivesWay),
      watch_pool_(1),
      watches_(store, watch_pool_),
      naming_(store, catalogue) {}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
AggregatorServiceImpl::UploadReports(grpc::CallbackServerContext* context) {
  absl::StatusOr<CallGate::Ticket> ticket =
      gate_.Enter(context, kUploadReports);
  if (!ticket.ok()) {
    return new Refusal<
        grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>>(
        ticket.status());
  }
  return StreamUploads(*context, *std::move(ticket), gate_, upload_pool_,
                       store_);
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::UploadReport(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  absl::StatusOr<CallGate::Ticket> ticket = gate_.Enter(context, kUploadReport);
  if (!ticket.ok()) {
    reactor->Finish(ToGrpcStatus(ticket.status()));
    return reactor;
  }
  upload_pool_.ScheduleFirst(
      [=, this, ticket = *std::move(ticket)](absl::Status status) mutable {
        v1::UploadReportRequest request;
        if (status.ok()) status = ParseMessage(*request_bytes, request);
        if (status.ok()) status = ValidateReport(request.report());
        if (!status.ok()) {
          ticket.reset();
          reactor->Finish(ToGrpcStatus(status));
          return;
        }
        store_.Upload(std::move(*request.mutable_report()),
                      [reactor, response_bytes, ticket = std::move(ticket)](
                          absl::StatusOr<UploadResult> result) mutable {
                        absl::Status stored = result.status();
                        if (result.ok()) {
                          v1::UploadReportResponse response;
                          response.set_name(result->name);
                          response.set_outcome(result->outcome);
                          stored = SerializeMessage(response, *response_bytes);
                        }
                        ticket.reset();
                        reactor->Finish(ToGrpcStatus(stored));
                      });
      });
  return reactor;
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::GetReport(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes) {
  return RunUnary<v1::GetReportRequest, v1::GetReportResponse>(
      context, pool_, gate_, kGetReport, request_bytes, response_bytes,
      [this](const auto& request, auto& response) {
        return aggregator::GetReport(store_, request, response);
      });
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::BatchGetReports(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes) {
  return RunUnary<v1::BatchGetReportsRequest, v1::BatchGetReportsResponse>(
      context, pool_, gate_, kBatchGetReports, request_bytes, response_bytes,
      [this](const auto& request, auto& response) {
        return aggregator::BatchGetReports(store_, request, response);
      });
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::ListReports(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes) {
  return RunUnary<v1::ListReportsRequest, v1::ListReportsResponse>(
      context, pool_, gate_, kListReports, request_bytes, response_bytes,
      [this](const auto& request, auto& response) {
        return aggregator::ListReports(store_, request, response);
      });
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::DeleteReport(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  absl::StatusOr<CallGate::Ticket> ticket = gate_.Enter(context, kDeleteReport);
  v1::DeleteReportRequest message;
  const absl::Status valid =
      ticket.ok() ? ParseMessage(*request_bytes, message) : ticket.status();
  if (!valid.ok()) {
    reactor->Finish(ToGrpcStatus(valid));
    return reactor;
  }
  store_.Delete(message.name(),
                [reactor, response_bytes,
                 ticket = *std::move(ticket)](absl::Status status) mutable {
                  status.Update(SerializeMessage(v1::DeleteReportResponse(),
                                                 *response_bytes));
                  ticket.reset();
                  reactor->Finish(ToGrpcStatus(status));
                });
  return reactor;
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::GetIndicator(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes) {
  return RunUnary<v1::GetIndicatorRequest, v1::GetIndicatorResponse>(
      context, pool_, gate_, kGetIndicator, request_bytes, response_bytes,
      [this](const auto& request, auto& response) {
        return aggregator::GetIndicator(catalogue_, request, response);
      });
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::UpdateReport(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  absl::StatusOr<CallGate::Ticket> ticket = gate_.Enter(context, kUpdateReport);
  v1::UpdateReportRequest message;
  absl::Status valid =
      ticket.ok() ? ParseMessage(*request_bytes, message) : ticket.status();
  if (valid.ok() && !message.revert()) {
    valid = ValidateCorrected(message.report());
  }
  absl::StatusOr<CorrectionQuestion> question =
      valid.ok() ? Compile(message, gate_.NameOf(*context)) : valid;
  valid = question.status();
  if (!valid.ok()) {
    reactor->Finish(ToGrpcStatus(valid));
    return reactor;
  }
  store_.Correct(*std::move(question),
                 [reactor, response_bytes, ticket = *std::move(ticket)](
                     absl::StatusOr<v1::Report> report) mutable {
                   v1::UpdateReportResponse response;
                   if (report.ok())
                     *response.mutable_report() = *std::move(report);
                   absl::Status status = report.status();
                   status.Update(SerializeMessage(response, *response_bytes));
                   ticket.reset();
                   reactor->Finish(ToGrpcStatus(status));
                 });
  return reactor;
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::ListIndicators(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes) {
  return RunUnary<v1::ListIndicatorsRequest, v1::ListIndicatorsResponse>(
      context, pool_, gate_, kListIndicators, request_bytes, response_bytes,
      [this](const auto& request, auto& response) {
        return aggregator::ListIndicators(catalogue_, request, response);
      });
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::GetDivision(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes) {
  return RunUnary<v1::GetDivisionRequest, v1::GetDivisionResponse>(
      context, pool_, gate_, kGetDivision, request_bytes, response_bytes,
      [](const auto& request, auto& response) {
        return aggregator::GetDivision(request, response);
      });
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::ListDivisions(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes) {
  return RunUnary<v1::ListDivisionsRequest, v1::ListDivisionsResponse>(
      context, pool_, gate_, kListDivisions, request_bytes, response_bytes,
      [](const auto& request, auto& response) {
        return aggregator::ListDivisions(request, response);
      });
}

grpc::ServerUnaryReactor* AggregatorServiceImpl::ResolveNames(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes) {
  return RunUnary<v1::ResolveNamesRequest, v1::ResolveNamesResponse>(
      context, pool_, gate_, kResolveNames, request_bytes, response_bytes,
      [this](const auto& request, auto& response) {
        return naming_.Resolve(request, response);
      });
}

template <typename Request, typename Question, typename Message>
grpc::ServerWriteReactor<grpc::ByteBuffer>* AggregatorServiceImpl::StreamRows(
    grpc::CallbackServerContext* context, absl::string_view method,
    const grpc::ByteBuffer* request_bytes,
    Store::Rows<Message> (*answer)(Store&, const Question&)) {
  absl::StatusOr<CallGate::Ticket> ticket = gate_.Enter(context, method);
  if (!ticket.ok()) {
    return new Refusal<grpc::ServerWriteReactor<grpc::ByteBuffer>>(
        ticket.status());
  }
  using Opened = typename RowStream<Message>::Opened;
  auto open = [this, request_bytes, answer]() -> absl::StatusOr<Opened> {
    Request request;
    const absl::Status parsed = ParseMessage(*request_bytes, request);
    if (!parsed.ok()) return parsed;
    absl::StatusOr<Question> question = Compile(vocabulary_, request);
    if (!question.ok()) return question.status();
    absl::StatusOr<OpenedRows<Message>> opened =
        OpenResumable(store_, edition_, request, *std::move(question), answer);
    if (!opened.ok()) return opened.status();
    return Opened{
        .fill = [rows = std::move(opened->rows)](
                    Messages<Message>& messages,
                    Stopped stopped) { return rows->Next(messages, stopped); },
        .pool = opened->earlier ? &earlier_pool_ : nullptr};
  };
  return new RowStream<Message>(*context, *std::move(ticket),
                                gate_.idle_calls(), pool_, std::move(open));
}

template <typename Request, auto kMethod>
grpc::ServerWriteReactor<grpc::ByteBuffer>* AggregatorServiceImpl::StreamRows(
    grpc::CallbackServerContext* context, absl::string_view method,
    const grpc::ByteBuffer* request_bytes) {
  return StreamRows<Request>(context, method, request_bytes,
                             &AnswerBy<kMethod>::Answer);
}

grpc::ServerWriteReactor<grpc::ByteBuffer>*
AggregatorServiceImpl::QueryStatistics(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request_bytes) {
  return StreamRows<v1::QueryStatisticsRequest, &Store::QueryStatistics>(
      context, kQueryStatistics, request_bytes);
}

grpc::ServerWriteReactor<grpc::ByteBuffer>*
AggregatorServiceImpl::QueryObservations(
    grpc::CallbackServerContext* context,
    const grpc::ByteBuffer* request_bytes) {
  return StreamRows<v1::QueryObservationsRequest>(
      context, kQueryObservations, request_bytes, &QueryAnyObservations);
}

grpc::ServerWriteReactor<grpc::ByteBuffer>*
AggregatorServiceImpl::RankDivisions(grpc::CallbackServerContext* context,
                                     const grpc::ByteBuffer* request_bytes) {
  return StreamRows<v1::RankDivisionsRequest, &Store::RankDivisions>(
      context, kRankDivisions, request_bytes);
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* AggregatorServiceImpl::QueryTrends(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* bytes) {
  return StreamRows<v1::QueryTrendsRequest, &Store::QueryTrends>(
      context, kQueryTrends, bytes);
}

grpc::ServerWriteReactor<grpc::ByteBuffer>*
AggregatorServiceImpl::QueryDistributions(
    grpc::CallbackServerContext* context,
    const grpc::ByteBuffer* request_bytes) {
  return StreamRows<v1::QueryDistributionsRequest, &Store::QueryDistributions>(
      context, kQueryDistributions, request_bytes);
}

grpc::ServerWriteReactor<grpc::ByteBuffer>*
AggregatorServiceImpl::QueryCorrelations(
    grpc::CallbackServerContext* context,
    const grpc::ByteBuffer* request_bytes) {
  return StreamRows<v1::QueryCorrelationsRequest, &Store::QueryCorrelations>(
      context, kQueryCorrelations, request_bytes);
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* AggregatorServiceImpl::QueryChecks(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* bytes) {
  return StreamRows<v1::QueryChecksRequest, &Store::QueryChecks>(
      context, kQueryChecks, bytes);
}

grpc::ServerWriteReactor<grpc::ByteBuffer>*
AggregatorServiceImpl::WatchStatistics(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request_bytes) {
  v1::WatchStatisticsRequest request;
  // The hub counts its calls itself.
  absl::Status status = gate_.Admit(context, kWatchStatistics);
  if (status.ok()) status = ParseMessage(*request_bytes, request);
  if (!status.ok()) return new Refusal<WatchHub::Reactor>(status);
  absl::StatusOr<Watched> watched =
      CompileWatch(vocabulary_, edition_, store_, request);
  if (!watched.ok()) return new Refusal<WatchHub::Reactor>(watched.status());
  watched->client = gate_.KeyOf(*context);
  return watches_.Watch(*std::move(watched));
}

}  // namespace nianbao::aggregator
