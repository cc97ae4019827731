// nianbao ingest: documents through the extractor into the aggregator.

#include <iostream>
#include <memory>

#include "client/asking/command.h"
#include "client/calls/interrupt.h"
#include "client/commands/commands.h"
#include "client/documents/documents.h"
#include "client/documents/extraction.h"
#include "client/documents/ingestion.h"
#include "client/documents/tally.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

constexpr char kIngestFooter[] =
    R"(A folder gives the .txt, .htm, .html, .shtml, .xhtml, .mht and .mhtml files in
and below it.
A file that is stored already, from the same path with the same content, is
left out, and so are copies of it under other names; so a run that was
interrupted goes on where it stopped when started again. After a change of the
catalogue use --force.

Examples:
  nianbao ingest reports/
  nianbao ingest 2021/*.html 2022/*.html
  nianbao ingest 'pages/*/report-20[12]?.txt')";

struct IngestOptions {
  std::vector<std::string> paths;
  bool force = false;
};

absl::StatusOr<ExitCode> Ingest(const Session& session,
                                const IngestOptions& options) {
  CatchInterrupt();
  DocumentFiles found = FindDocuments(options.paths);
  Tally tally(found.files.size() + found.failures.size(), true);
  for (const auto& [path, status] : found.failures) tally.Failed(path, status);

  StoredContent stored;
  if (!options.force) {
    absl::StatusOr<StoredContent> listed = ListStored(session);
    if (!listed.ok()) return listed.status();
    stored = *std::move(listed);
  }
  // A batch is a stream of its own; what is acknowledged stays stored when a
  // later one fails.
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
  // Neither done nor failed: an error or an interrupt came before.
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
  auto options = std::make_shared<IngestOptions>();
  Command command(app, "ingest", "Extract documents and store the reports");
  command
      .Add("PATH", options->paths, "Files, folders or patterns of text or HTML")
      .Required();
  command.AddSwitch("--force", options->force,
                    "Also documents that are stored already");
  command.Run(kIngestFooter,
              [=, &session] { session.outcome = Ingest(session, *options); });
}

}  // namespace nianbao::client
