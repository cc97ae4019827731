#include "extractor/service/service.h"

#include <utility>

#include "absl/time/clock.h"
#include "common/base/cancelled.h"
#include "common/rpc/streams/ordered_stream.h"
#include "common/rpc/streams/reactors.h"
#include "common/rpc/wire/wire_status.h"

namespace nianbao::extractor {
namespace {

using ExtractStream =
    OrderedStream<v1::ExtractReportsRequest, v1::ExtractReportsResponse>;

constexpr char kExtractReport[] = "nianbao.v1.ExtractorService.ExtractReport";
constexpr char kExtractReports[] = "nianbao.v1.ExtractorService.ExtractReports";
// Documents that a stream may have unanswered, so that a client that sends and
// does not read holds little: some for each worker, and as many bytes as two of
// the largest documents have.
constexpr ExtractStream::Limits kStreamLimits = {.messages = 16,
                                                 .bytes = 64 << 20};

}  // namespace

ExtractorServiceImpl::ExtractorServiceImpl(const Extractor& extractor,
                                           CallGate& gate, WorkerPool& pool,
                                           ExtractionMetrics* metrics)
    : extractor_(extractor), gate_(gate), pool_(pool), metrics_(metrics) {}

grpc::ServerUnaryReactor* ExtractorServiceImpl::ExtractReport(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request_bytes,
    grpc::ByteBuffer* response_bytes) {
  return RunUnary<v1::ExtractReportRequest, v1::ExtractReportResponse>(
      context, pool_, gate_, kExtractReport, request_bytes, response_bytes,
      [this, context](const auto& request, auto& response) {
        absl::StatusOr<v1::Report> report = Extract(request, response, context);
        if (!report.ok()) return report.status();
        *response.mutable_report() = *std::move(report);
        return absl::OkStatus();
      });
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
ExtractorServiceImpl::ExtractReports(grpc::CallbackServerContext* context) {
  absl::StatusOr<CallGate::Ticket> ticket =
      gate_.Enter(context, kExtractReports);
  if (!ticket.ok()) {
    return new Refusal<
        grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>>(
        ticket.status());
  }
  return new ExtractStream(
      *context, *std::move(ticket), gate_.idle_calls(), pool_, kStreamLimits,
      [this, context](v1::ExtractReportsRequest request,
                      ExtractStream::Done done) {
        pool_.Schedule([this, context, request = std::move(request),
                        done = std::move(done)]() mutable {
          v1::ExtractReportsResponse response;
          response.set_request_id(request.request_id());
          // Documents that wait when the caller goes need no answer.
          absl::StatusOr<v1::Report> report =
              context->IsCancelled() ? Cancelled()
                                     : Extract(request, response, context);
          if (report.ok()) {
            *response.mutable_report() = *std::move(report);
          } else {
            *response.mutable_error() = ToRpcStatus(report.status());
          }
          done(std::move(response));
        });
      });
}

template <typename Request, typename Response>
absl::StatusOr<v1::Report> ExtractorServiceImpl::Extract(
    const Request& request, Response& response,
    const grpc::CallbackServerContext* context) const {
  const absl::Time start = absl::Now();
  const v1::Document& document = request.document();
  std::string* const text =
      request.include_text() ? response.mutable_text() : nullptr;
  const auto stopped = [context] { return context->IsCancelled(); };
  absl::StatusOr<v1::Report> report =
      request.explain() ? extractor_.Explain(document, text, stopped)
                        : extractor_.Extract(document, text, stopped);
  if (metrics_ != nullptr) {
    metrics_->Count(document.content().size(), absl::Now() - start, report);
  }
  return report;
}

}  // namespace nianbao::extractor
