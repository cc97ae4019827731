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

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "client/calls/exchange.h"
#include "client/calls/interrupt.h"
#include "common/rpc/wire/wire_status.h"
#include "grpcpp/channel.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"

namespace nianbao::client {
namespace {

bool IsPdfName(const std::string& path) {
  return absl::EndsWithIgnoreCase(path, ".pdf") ||
         absl::EndsWithIgnoreCase(path, ".pdf.gz");
}

}  // namespace

std::vector<absl::Span<const DocumentFile>> StreamBatches(
    absl::Span<const DocumentFile> files) {
  std::vector<absl::Span<const DocumentFile>> batches;
  size_t begin = 0;
  size_t pdfs = 0;
  for (size_t i = 0; i < files.size(); ++i) {
    const bool is_pdf = IsPdfName(files[i].path);
    if (i - begin == kDocumentsPerStream ||
        (is_pdf && pdfs == kPdfsPerStream)) {
      batches.push_back(files.subspan(begin, i - begin));
      begin = i;
      pdfs = 0;
    }
    pdfs += is_pdf ? 1 : 0;
  }
  if (begin < files.size()) batches.push_back(files.subspan(begin));
  return batches;
}

Extraction::Extraction(const Session& session, const ExtractionOptions& options,
                       Tally& tally)
    : session_(session),
      extractor_(session.ExtractorChannel()),
      options_(options),
      tally_(tally) {}

absl::Status Extraction::Extract(absl::Span<const DocumentFile> files,
                                 const ExtractionCallbacks& callbacks) {
  auto on_response = [&](v1::ExtractReportsResponse& response) {
    size_t index;
    if (!absl::SimpleAtoi(response.request_id(), &index) ||
        index >= files.size()) {
      return false;
    }
    if (response.has_report()) {
      return callbacks.on_report(files[index], *response.mutable_report(),
                                 response.text());
    }
    tally_.Failed(files[index].path, FromRpcStatus(response.error()));
    return true;
  };

  const auto stub = v1::ExtractorService::NewStub(extractor_);
  grpc::ClientContext context;
  SetDeadline(context, kStreamDeadline);
  Exchange<v1::ExtractReportsRequest, v1::ExtractReportsResponse> exchange(
      context, stub->ExtractReports(&context), on_response,
      options_.max_unanswered);
  for (size_t i = 0; i < files.size() && !Interrupted(); ++i) {
    absl::StatusOr<v1::Document> document = reader_.Read(files[i]);
    if (!document.ok()) {
      tally_.Failed(files[i].path, document.status());
      continue;
    }
    if (callbacks.wanted && !callbacks.wanted(*document)) continue;
    v1::ExtractReportsRequest request;
    request.set_request_id(absl::StrCat(i));
    request.set_include_text(options_.include_text);
    *request.mutable_document() = *std::move(document);
    request.set_explain(options_.explain);
    if (!exchange.Send(request)) break;
  }
  return session_.ExtractorStatus(exchange.Finish());
}

absl::Status Extraction::ExtractAll(absl::Span<const DocumentFile> files,
                                    const ExtractionCallbacks& callbacks) {
  for (absl::Span<const DocumentFile> batch : StreamBatches(files)) {
    absl::Status status = Extract(batch, callbacks);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace nianbao::client
