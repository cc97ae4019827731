// A batch of documents on one stream. The caller's thread reads files and sends
// them; the stream's reader takes reports as they come. A request carries the
// index of its file as its id and nothing else says which file an answer is of:
//
//   files     ["a.txt", "b.txt", "c.txt"]
//   sent      0: a.txt         2: c.txt       (b.txt is not wanted)
//   answered  0: report of a   2: error of c
//
// The extractor answers in the order of the requests, so reports come in the
// order of the files. An answer with another id ends the stream, as it is not
// from a service that we know. Memory is bounded by what the Exchange lets be
// unanswered; a file is read only when the one before it has been sent.

#include "client/documents/extraction.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "client/calls/exchange.h"
#include "client/calls/interrupt.h"
#include "common/rpc/wire/wire_status.h"
#include "grpcpp/channel.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"

namespace nianbao::client {

std::vector<absl::Span<const DocumentFile>> StreamBatches(
    absl::Span<const DocumentFile> files) {
  std::vector<absl::Span<const DocumentFile>> batches;
  for (size_t begin = 0; begin < files.size(); begin += kDocumentsPerStream) {
    batches.push_back(files.subspan(begin, kDocumentsPerStream));
  }
  return batches;
}

absl::Status ExtractBatch(const Session& session, const Channel& extractor,
                          absl::Span<const DocumentFile> files,
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
    tally.Failed(files[index].path, FromRpcStatus(response.error()));
    return true;
  };

  const auto stub = v1::ExtractorService::NewStub(extractor);
  grpc::ClientContext context;
  SetDeadline(context, kStreamDeadline);
  Exchange<v1::ExtractReportsRequest, v1::ExtractReportsResponse> exchange(
      context, stub->ExtractReports(&context), on_response);
  for (size_t i = 0; i < files.size() && !Interrupted(); ++i) {
    absl::StatusOr<v1::Document> document = ReadDocument(files[i]);
    if (!document.ok()) {
      tally.Failed(files[i].path, document.status());
      continue;
    }
    if (!callbacks.wanted(*document)) continue;
    v1::ExtractReportsRequest request;
    request.set_request_id(absl::StrCat(i));
    *request.mutable_document() = *std::move(document);
    request.set_explain(callbacks.explain);
    if (!exchange.Send(request)) break;
  }
  return session.ExtractorStatus(exchange.Finish());
}

}  // namespace nianbao::client
