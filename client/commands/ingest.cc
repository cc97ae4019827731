// nianbao ingest: documents through the extractor into the aggregator.

#include <iostream>
#include <memory>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "client/asking/names.h"
#include "client/calls/documents.h"
#include "client/calls/exchange.h"
#include "client/calls/extraction.h"
#include "client/calls/interrupt.h"
#include "client/commands/commands.h"
#include "client/output/numbers.h"
#include "common/base/sha256.h"
#include "common/rpc/wire/wire_status.h"

namespace nianbao::client {
namespace {

constexpr char kFooter[] =
    R"(A folder gives the .txt, .htm, .html, .shtml and .xhtml files in and below it.
A file that is stored already, from the same path with the same content, is
left out; so a run that was interrupted goes on where it stopped when started
again. After a change of the catalogue use --force.

Examples:
  nianbao ingest reports/
  nianbao ingest 2021/*.html 2022/*.html
  nianbao ingest 'pages/*/report-20[12]?.txt')";

struct Options {
  std::vector<std::string> paths;
  bool force = false;
};

// Of the documents stored, by source; read once at the start.
using StoredContent = absl::flat_hash_map<std::string, std::string>;

absl::StatusOr<StoredContent> ListStored(const Session& session,
                                         v1::AggregatorService::Stub& stub) {
  StoredContent stored;
  absl::Status status = ForEachReport(session, stub, v1::ListReportsRequest(),
                                      [&](const v1::ReportSummary& summary) {
                                        stored[summary.report().source_uri()] =
                                            summary.report().content_sha256();
                                        return true;
                                      });
  if (!status.ok()) return status;
  return stored;
}

class Ingestion {
 public:
  Ingestion(const Session& session, StoredContent stored, Tally& tally)
      : session_(session),
        extractor_(session.Extractor()),
        aggregator_(session.Aggregator()),
        stored_(std::move(stored)),
        tally_(tally) {}

  // At most kDocumentsPerStream files. What the extractor gives goes to the
  // aggregator at once; both streams bound what is under way.
  absl::Status Ingest(absl::Span<const std::string> files) {
    grpc::ClientContext context;
    SetDeadline(context, kStreamDeadline);
    Exchange<v1::UploadReportsRequest, v1::UploadReportsResponse> upload(
        context, aggregator_->UploadReports(&context),
        [this](v1::UploadReportsResponse& response) {
          Acknowledge(response);
          return true;
        });

    ExtractionCallbacks callbacks;
    callbacks.wanted = [this](const v1::Document& document) {
      return Wanted(document);
    };
    bool upload_ended = false;
    callbacks.on_report = [&](const std::string& file, v1::Report& report) {
      v1::UploadReportsRequest request;
      request.set_request_id(file);
      request.mutable_report()->Swap(&report);
      upload_ended = !upload.Send(request);
      return !upload_ended;
    };
    absl::Status extracted =
        ExtractBatch(session_, *extractor_, files, callbacks, tally_);
    absl::Status uploaded = session_.AggregatorStatus(upload.Finish());
    // When the upload ended, the extraction was cancelled on its account.
    return upload_ended || extracted.ok() ? uploaded : extracted;
  }

  std::string Summary() const {
    return absl::StrCat(
        ReadableNumber(created_ + replaced_), " stored (",
        ReadableNumber(created_), " new, ", ReadableNumber(replaced_),
        " replaced), ", ReadableNumber(left_out_ + uploaded_unchanged_),
        " unchanged, ", ReadableNumber(tally_.failed()), " failed");
  }

 private:
  bool Wanted(const v1::Document& document) {
    auto stored = stored_.find(document.source_uri());
    if (stored == stored_.end() ||
        stored->second != Sha256Hex(document.content())) {
      return true;
    }
    ++left_out_;
    tally_.Done();
    return false;
  }

  void Acknowledge(const v1::UploadReportsResponse& response) {
    if (response.has_error()) {
      tally_.Failed(response.request_id(), FromRpcStatus(response.error()));
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

  const Session& session_;
  const std::unique_ptr<v1::ExtractorService::Stub> extractor_;
  const std::unique_ptr<v1::AggregatorService::Stub> aggregator_;
  const StoredContent stored_;
  Tally& tally_;
  // Counted on the upload's reading thread; read after.
  int64_t created_ = 0;
  int64_t replaced_ = 0;
  int64_t uploaded_unchanged_ = 0;
  // Left out; counted on the thread that reads the files.
  int64_t left_out_ = 0;
};

absl::StatusOr<ExitCode> Ingest(const Session& session,
                                const Options& options) {
  CatchInterrupt();
  DocumentFiles found = FindDocuments(options.paths);
  Tally tally(found.files.size() + found.failures.size(), true);
  for (const auto& [path, status] : found.failures) tally.Failed(path, status);

  StoredContent stored;
  if (!options.force) {
    absl::StatusOr<StoredContent> listed =
        ListStored(session, *session.Aggregator());
    if (!listed.ok()) return listed.status();
    stored = *std::move(listed);
  }
  Ingestion ingestion(session, std::move(stored), tally);
  absl::Status status;
  for (absl::Span<const std::string> batch : StreamBatches(found.files)) {
    status = ingestion.Ingest(batch);
    if (!status.ok() || Interrupted()) break;
  }

  tally.PrintFailures(std::cerr);
  if (found.passed_over > 0) {
    std::cerr << "nianbao: passed over " << ReadableNumber(found.passed_over)
              << " files that are neither text nor HTML by their names\n";
  }
  std::cout << ingestion.Summary() << "\n";
  size_t left = found.files.size() + found.failures.size() - tally.done() -
                tally.failed();
  if (left > 0) {
    std::cerr << "nianbao: " << ReadableNumber(left)
              << " left; run again to go on\n";
  }
  if (!status.ok()) return status;
  if (Interrupted()) return ExitCode::kInterrupted;
  return tally.failed() > 0 ? ExitCode::kSomeFailed : ExitCode::kOk;
}

}  // namespace

void AddIngest(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("ingest", "Extract documents and store the reports");
  command
      ->add_option("PATH", options->paths,
                   "Files, folders or patterns of text or HTML")
      ->required();
  command->add_flag("--force", options->force,
                    "Also documents that are stored already");
  command->footer(kFooter);
  command->callback(
      [=, &session] { session.outcome = Ingest(session, *options); });
}

}  // namespace nianbao::client
