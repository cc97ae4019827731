// nianbao ingest: documents through the extractor into the aggregator.

#include <iostream>
#include <memory>

#include "client/asking/command.h"
#include "client/asking/sources.h"
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

Documents that are no annual report (an error page, a list of links, a page
without text) are listed at the end and not stored, and the exit code is 1, as
it is when documents fail. With --keep-all they are stored, too, but do not count
in statistics, and the exit code tells of failures alone.

--manifest is a table of files and what is known of them: CSV in UTF-8 with the
columns path, issuer, code, year, type, url and date, in any order, all but path
optional. Relative paths are taken from the manifest's folder; a url becomes the
source of the report. What it says wins over what is read, and where the text
says something else the report has a diagnostic HINT_CONFLICT. A file whose stored
report says something else than the manifest is read again.

  path,code,year,url
  haidian/2020.html,110108,2020,https://www.bjhd.gov.cn/2020.html
  haidian/2019.html,110108,2019,

Examples:
  nianbao ingest reports/
  nianbao ingest 2021/*.html 2022/*.html
  nianbao ingest 'pages/*/report-20[12]?.txt'
  nianbao ingest --manifest pages/files.csv
  nianbao ingest pages/ --manifest pages/files.csv)";

struct IngestOptions {
  SourceOptions sources;
  bool force = false;
  bool keep_all = false;
};

// Lists documents that are no reports.
void PrintNoReports(const Ingestion& ingestion, bool are_stored) {
  if (ingestion.no_reports().empty()) return;
  std::cerr << "nianbao: " << ReadableNumber(ingestion.no_reports().size())
            << (are_stored ? " no reports, stored all the same:\n"
                           : " no reports, not stored:\n");
  for (const auto& [path, reason] : ingestion.no_reports()) {
    std::cerr << "  " << path << ": " << reason << "\n";
  }
}

absl::StatusOr<ExitCode> Ingest(const Session& session,
                                const IngestOptions& options) {
  CatchInterrupt();
  absl::StatusOr<DocumentFiles> sources = FindSources(options.sources);
  if (!sources.ok()) return sources.status();
  const DocumentFiles& found = *sources;
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
  Ingestion ingestion(session, std::move(stored), options.keep_all, tally);
  absl::Status status;
  for (absl::Span<const DocumentFile> batch : StreamBatches(found.files)) {
    status = ingestion.Ingest(batch);
    if (!status.ok() || Interrupted()) break;
  }

  tally.PrintFailures(std::cerr);
  PrintNoReports(ingestion, options.keep_all);
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
  const bool left_out = !options.keep_all && !ingestion.no_reports().empty();
  return tally.failed() > 0 || left_out ? ExitCode::kSomeFailed : ExitCode::kOk;
}

}  // namespace

void AddIngest(CLI::App& app, Session& session) {
  auto options = std::make_shared<IngestOptions>();
  Command command(app, "ingest", "Extract documents and store the reports");
  AddSourceOptions(command, "PATH", options->sources);
  command.AddSwitch("--force", options->force,
                    "Also documents that are stored already");
  command.AddSwitch("--keep-all", options->keep_all,
                    "Also documents that are no annual report");
  command.Run(kIngestFooter,
              [=, &session] { session.outcome = Ingest(session, *options); });
}

}  // namespace nianbao::client
