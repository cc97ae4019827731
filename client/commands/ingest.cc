// nianbao ingest: documents through the extractor into the aggregator.

#include <algorithm>
#include <iostream>
#include <memory>

#include "absl/strings/substitute.h"
#include "client/asking/command.h"
#include "client/asking/sources.h"
#include "client/calls/interrupt.h"
#include "client/commands/commands.h"
#include "client/documents/documents.h"
#include "client/documents/extraction.h"
#include "client/documents/failure_file.h"
#include "client/documents/ingestion.h"
#include "client/documents/progress.h"
#include "client/documents/tally.h"
#include "client/output/destination.h"
#include "client/output/language.h"
#include "client/output/numbers.h"
#include "client/output/paths.h"

namespace nianbao::client {
namespace {

constexpr char kIngestFooter[] =
    R"(A folder gives what is in and below it: text (.txt), pages (.htm, .html,
.shtml, .xhtml, .mht, .mhtml), .pdf with a text layer, .docx and .odt, each also
with .gz behind, and the members of archives (.zip, .tar, .tar.gz, .tgz). Other
files are passed over and named. A file that is named itself is read whatever
its name. PATH may be a pattern in quotes, where ** stands for any number of
folders, or - for standard input. Limits: 32 MiB for a document, 200,000 members
and 16 GiB unpacked for an archive.

A file that is stored already, from the same path with the same content, is
left out, and so are copies of it under other names; so a run that was
interrupted goes on where it stopped when started again. A member's path is its
archive's, a slash and its name. After a change of the catalogue use --force.

Documents that are no annual report (an error page, a list of links, a page
without text) are listed at the end and not stored, and the exit code is 1, as
it is when documents fail. With --keep-all they are stored, too, but do not count
in statistics, and the exit code tells of failures alone.

--failed FILE gets a JSON object on a line for each document that failed, with
its path and the reason; `nianbao ingest --manifest FILE`, with a name that ends
in .jsonl, tries these again.

--manifest is a table of files and what is known of them: CSV in UTF-8 with the
columns path, issuer, code, year, type, url and date, in any order, all but path
optional, or JSON Lines with these names. Relative paths are taken from the
manifest's folder; a url becomes the source of the report. What it says wins over
what is read, and where the text says something else the report has a diagnostic
HINT_CONFLICT. A file whose stored report says something else than the manifest
is read again.

  path,code,year,url
  haidian/2020.html,110108,2020,https://www.bjhd.gov.cn/2020.html
  haidian/2019.html,110108,2019,

Examples:
  nianbao ingest reports/
  nianbao ingest 2021/*.html 2022/*.html
  nianbao ingest 'pages/**/report-20[12]?.txt'
  nianbao ingest reports.zip scans/ --dry-run
  nianbao ingest pages/ --failed failed.jsonl
  nianbao ingest --manifest failed.jsonl
  nianbao ingest --manifest pages/files.csv
  nianbao ingest pages/ --manifest pages/files.csv)";

// Names of files that were passed over which are printed; the others are
// counted.
constexpr size_t kPassedOverNamed = 20;

struct IngestOptions {
  SourceOptions sources;
  std::string failed;
  int jobs = kMaxUnanswered;
  bool dry_run = false;
  bool force = false;
  bool keep_all = false;
};

// Names at most `limit` files that are no documents.
void PrintPassedOver(const DocumentFiles& found, size_t limit) {
  const std::vector<std::string>& paths = found.passed_over;
  if (paths.empty()) return;
  std::cerr << absl::Substitute(
      Told("nianbao: passed over $0 files that are no documents by their "
           "names:\n",
           "nianbao: 从名称看不是文档,略过 $0 个文件:\n"),
      ReadableNumber(paths.size()));
  for (size_t i = 0; i < std::min(limit, paths.size()); ++i) {
    std::cerr << "  " << ReadablePath(paths[i]) << "\n";
  }
  if (paths.size() > limit) {
    std::cerr << absl::Substitute(Told("  and $0 more; --dry-run names all\n",
                                       "  另有 $0 个;--dry-run 列出全部\n"),
                                  ReadableNumber(paths.size() - limit));
  }
}

// Names all that would be read, and what would not.
ExitCode PrintPlan(const DocumentFiles& found, const Tally& tally) {
  for (const DocumentFile& file : found.files) {
    std::cout << ReadablePath(file.path) << "\n";
  }
  std::cout << absl::Substitute(Told("$0 to read\n", "将读取 $0 份\n"),
                                ReadableNumber(found.files.size()));
  tally.PrintFailures(std::cerr);
  PrintPassedOver(found, found.passed_over.size());
  return tally.failed() > 0 ? ExitCode::kSomeFailed : ExitCode::kOk;
}

// Writes what failed to the file `path`, unless that is empty.
absl::Status SaveFailures(const std::string& path, const Tally& tally,
                          const DocumentFiles& found) {
  if (path.empty()) return absl::OkStatus();
  const absl::StatusOr<std::unique_ptr<Destination>> file =
      Destination::Open(path, /*paged=*/false);
  if (!file.ok()) return file.status();
  WriteFailures(tally.failures(), found.files, (*file)->stream());
  return (*file)->Close();
}

// Lists documents that are no reports.
void PrintNoReports(const Ingestion& ingestion, bool are_stored) {
  if (ingestion.no_reports().empty()) return;
  std::cerr << absl::Substitute(
      are_stored ? Told("nianbao: $0 no reports, stored all the same:\n",
                        "nianbao: $0 份不是报告,仍已存入:\n")
                 : Told("nianbao: $0 no reports, not stored:\n",
                        "nianbao: $0 份不是报告,没有存入:\n"),
      ReadableNumber(ingestion.no_reports().size()));
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
  Tally tally(found.files.size() + found.failures.size(),
              options.dry_run ? Progress::kNone : ProgressOfStandardError());
  for (const auto& [path, status] : found.failures) tally.Failed(path, status);
  if (options.dry_run) return PrintPlan(found, tally);

  StoredContent stored;
  if (!options.force) {
    absl::StatusOr<StoredContent> listed = ListStored(session);
    if (!listed.ok()) return listed.status();
    stored = *std::move(listed);
  }
  // A batch is a stream of its own; what is acknowledged stays stored when a
  // later one fails.
  Ingestion ingestion(
      session, std::move(stored),
      {.keep_all = options.keep_all, .jobs = static_cast<size_t>(options.jobs)},
      tally);
  absl::Status status;
  for (absl::Span<const DocumentFile> batch : StreamBatches(found.files)) {
    status = ingestion.Ingest(batch);
    if (!status.ok() || Interrupted()) break;
  }

  tally.PrintFailures(std::cerr);
  PrintNoReports(ingestion, options.keep_all);
  PrintPassedOver(found, kPassedOverNamed);
  std::cout << ingestion.Summary() << "\n";
  // Neither done nor failed: an error or an interrupt came before.
  size_t left = found.files.size() + found.failures.size() - tally.done() -
                tally.failed();
  if (left > 0) {
    std::cerr << absl::Substitute(
        Told("nianbao: $0 left; run again to go on\n",
             "nianbao: 还剩 $0 份;再次运行会接着做\n"),
        ReadableNumber(left));
  }
  status.Update(SaveFailures(options.failed, tally, found));
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
  command.AddSwitch("--dry-run", options->dry_run,
                    "Name what would be read and what passed over; ask no "
                    "service");
  command
      .Add("--failed", options->failed, "Where to write what failed, and why")
      .Type("FILE");
  command.Add("--jobs", options->jobs, "Documents under way at once")
      .Between(1, 1000)
      .Type("N");
  command.AddSwitch("--force", options->force,
                    "Also documents that are stored already");
  command.AddSwitch("--keep-all", options->keep_all,
                    "Also documents that are no annual report");
  command.Run(kIngestFooter,
              [=, &session] { session.outcome = Ingest(session, *options); });
}

}  // namespace nianbao::client
