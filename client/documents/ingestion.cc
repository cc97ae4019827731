// Two streams, one into the other. A batch of files is sent to the extractor;
// each report that comes back goes to the aggregator at once, from the thread
// that reads the extractor's answers:
//
//   caller's thread          reads files  ->  extractor
//   extraction's reader      reports      ->  aggregator
//   upload's reader          acknowledgements, counted
//
// So three things happen at a time, and each waits for the next only when that
// has its fill: an Exchange bounds what is unanswered on both streams, and a
// reader that waits to send lets the extractor's answers queue up there. What
// is acknowledged is durable; a run that was interrupted is started again and
// leaves out what is stored already, which costs reading the files and their
// digests.

#include "client/documents/ingestion.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/archives/member_path.h"
#include "client/calls/exchange.h"
#include "client/calls/listings.h"
#include "client/output/language.h"
#include "client/output/numbers.h"
#include "client/output/paths.h"
#include "common/base/sha256.h"
#include "common/domain/report_identity.h"
#include "common/rpc/wire/wire_status.h"
#include "grpcpp/channel.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"

namespace nianbao::client {
namespace {

v1::Hints HeadOf(const v1::Report& report) {
  v1::Hints head;
  head.set_issuer(report.issuer().name());
  head.set_division_code(report.issuer().division_code());
  head.set_year(report.year());
  head.set_type(report.type());
  head.set_publish_date(report.publish_date());
  return head;
}

// True when what is stored says what the hints say, so that reading it again
// would change nothing. The name of an issuer is hinted at in part.
bool Fulfils(const v1::Hints& head, const v1::Hints& hints) {
  return absl::StrContains(head.issuer(), hints.issuer()) &&
         (hints.division_code().empty() ||
          hints.division_code() == head.division_code()) &&
         (hints.year() == 0 || hints.year() == head.year()) &&
         (hints.type() == v1::Report::TYPE_UNSPECIFIED ||
          hints.type() == head.type()) &&
         (hints.publish_date().empty() ||
          hints.publish_date() == head.publish_date());
}

// Why the document is no report.
std::string ReasonOf(const v1::Report& report) {
  for (const v1::Diagnostic& diagnostic : report.diagnostics()) {
    if (!IsNoReport(diagnostic)) continue;
    return Told(diagnostic.message().c_str(), diagnostic.message_zh().c_str());
  }
  return "";
}

}  // namespace

absl::StatusOr<StoredContent> ListStored(const Session& session) {
  StoredContent stored;
  absl::Status status = ForEachReport(
      session, session.AggregatorChannel(), v1::ListReportsRequest(),
      [&](const v1::ReportSummary& summary) {
        const v1::Report& report = summary.report();
        stored[report.source_uri()] = {report.content_sha256(), HeadOf(report)};
        return true;
      });
  if (!status.ok()) return status;
  return stored;
}

Ingestion::Ingestion(const Session& session, StoredContent stored,
                     const IngestionOptions& options, Tally& tally)
    : session_(session),
      aggregator_(session.AggregatorChannel()),
      stored_(std::move(stored)),
      options_(options),
      tally_(tally),
      extraction_(session, {.max_unanswered = options.jobs}, tally) {
  for (const auto& [source, document] : stored_) {
    sources_[document.digest] = source;
  }
}

absl::Status Ingestion::Ingest(absl::Span<const DocumentFile> files) {
  const auto stub = v1::AggregatorService::NewStub(aggregator_);
  grpc::ClientContext context;
  SetDeadline(context, kStreamDeadline);
  Exchange<v1::UploadReportsRequest, v1::UploadReportsResponse> upload(
      context, stub->UploadReports(&context),
      [this](v1::UploadReportsResponse& response) {
        Acknowledge(response);
        return true;
      },
      options_.jobs);

  ExtractionCallbacks callbacks;
  callbacks.wanted = [this](const v1::Document& document) {
    return Wanted(document);
  };
  bool upload_ended = false;
  callbacks.on_report = [&](const DocumentFile& file, v1::Report& report,
                            const std::string&) {
    if (!Keeps(file, report)) return true;
    v1::UploadReportsRequest request;
    request.set_request_id(SourceOfPath(file.path));
    request.mutable_report()->Swap(&report);
    upload_ended = !upload.Send(request);
    return !upload_ended;
  };
  absl::Status extracted = extraction_.Extract(files, callbacks);
  absl::Status uploaded = session_.AggregatorStatus(upload.Finish());
  // When the upload ended, the extraction was cancelled on its account.
  return upload_ended || extracted.ok() ? uploaded : extracted;
}

std::string Ingestion::Summary() const {
  std::string summary = absl::Substitute(
      Told("$0 stored ($1 new, $2 replaced), $3 unchanged, $4 failed",
           "存入 $0 份(新 $1 份,替换 $2 份),未变 $3 份,失败 $4 份"),
      ReadableNumber(created_ + replaced_), ReadableNumber(created_),
      ReadableNumber(replaced_),
      ReadableNumber(left_out_ + uploaded_unchanged_),
      ReadableNumber(tally_.failed()));
  if (!no_reports_.empty()) {
    absl::StrAppend(&summary,
                    absl::Substitute(Told(", $0 no reports", ",不是报告 $0 份"),
                                     ReadableNumber(no_reports_.size())));
  }
  return summary;
}

bool Ingestion::Keeps(const DocumentFile& file, const v1::Report& report) {
  if (!IsNoReport(report)) return true;
  no_reports_.push_back({ReadablePath(file.path), ReasonOf(report)});
  if (!options_.keep_all) tally_.Done();
  return options_.keep_all;
}

bool Ingestion::Wanted(const v1::Document& document) {
  const std::string digest = Sha256Hex(document.content());
  auto stored = stored_.find(document.source_uri());
  if (stored != stored_.end()) {
    if (stored->second.digest != digest ||
        !Fulfils(stored->second.head, document.hints())) {
      return true;
    }
  } else {
    // A copy of a file that is stored would take its place, and at the next run
    // be replaced by it. Where that file is gone this one was moved here.
    auto source = sources_.find(digest);
    if (source == sources_.end() || !IsThere(PathOfSource(source->second))) {
      return true;
    }
  }
  ++left_out_;
  tally_.Done();
  return false;
}

void Ingestion::Acknowledge(const v1::UploadReportsResponse& response) {
  if (response.has_error()) {
    tally_.Failed(PathOfSource(response.request_id()),
                  FromRpcStatus(response.error()));
    return;
  }
  switch (response.outcome()) {
    case v1::UploadReportsResponse::OUTCOME_REPLACED:
      ++replaced_;
      break;
    case v1::UploadReportsResponse::OUTCOME_UNCHANGED:
      ++uploaded_unchanged_;
      break;
    default:
      ++created_;
  }
  tally_.Done();
}

}  // namespace nianbao::client
