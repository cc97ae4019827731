#include "client/calls/extraction.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "client/calls/documents.h"
#include "client/calls/exchange.h"
#include "client/calls/interrupt.h"
#include "common/rpc/wire/wire_status.h"

namespace nianbao::client {

std::vector<absl::Span<const std::string>> StreamBatches(
    absl::Span<const std::string> files) {
  std::vector<absl::Span<const std::string>> batches;
  for (size_t begin = 0; begin < files.size(); begin += kDocumentsPerStream) {
    batches.push_back(files.subspan(begin, kDocumentsPerStream));
  }
  return batches;
}

absl::Status ExtractBatch(const Session& session,
                          v1::ExtractorService::Stub& extractor,
                          absl::Span<const std::string> files,
                          const ExtractionCallbacks& callbacks, Tally& tally) {
  auto on_response = [&](v1::ExtractReportsResponse& response) {
    size_t index;
    if (!absl::SimpleAtoi(response.request_id(), &index) ||
        index >= files.size()) {
      return false;
    }
    if (response.has_report()) {
      return callbacks.on_report(files[index], *response.mutable_report());
    }
    tally.Failed(files[index], FromRpcStatus(response.error()));
    return true;
  };

  grpc::ClientContext context;
  SetDeadline(context, kStreamDeadline);
  Exchange<v1::ExtractReportsRequest, v1::ExtractReportsResponse> exchange(
      context, extractor.ExtractReports(&context), on_response);
  for (size_t i = 0; i < files.size() && !Interrupted(); ++i) {
    absl::StatusOr<v1::Document> document = ReadDocument(files[i]);
    if (!document.ok()) {
      tally.Failed(files[i], document.status());
      continue;
    }
    if (!callbacks.wanted(*document)) continue;
    v1::ExtractReportsRequest request;
    request.set_request_id(absl::StrCat(i));
    *request.mutable_document() = *std::move(document);
    if (!exchange.Send(request)) break;
  }
  return session.ExtractorStatus(exchange.Finish());
}

}  // namespace nianbao::client
