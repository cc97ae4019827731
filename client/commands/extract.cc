// nianbao extract: documents in, reports out, nothing stored.

#include <iostream>
#include <memory>

#include "client/asking/command.h"
#include "client/asking/output_options.h"
#include "client/asking/sources.h"
#include "client/commands/commands.h"
#include "client/documents/documents.h"
#include "client/documents/extraction.h"
#include "client/documents/tally.h"
#include "client/output/rows/report_view.h"

namespace nianbao::client {
namespace {

constexpr char kExtractFooter[] =
    R"(Reports come in the order of the files. Files that fail are listed on
standard error, and the exit code is 1. A document that is no annual report gives
one with a diagnostic NOT_A_REPORT or NO_TEXT. `nianbao ingest --help` says which
files are read, and describes the table of --manifest. With --explain JSON has,
for each figure, what it may be linked to and what speaks for each.

Examples:
  nianbao extract report.txt
  nianbao extract report.pdf pages.zip pages.zip/2020/haidian.docx
  curl -s https://www.bjhd.gov.cn/2020.html | nianbao extract -
  nianbao extract --manifest pages/files.csv --format jsonl
  nianbao extract pages/*.html --format jsonl > reports.jsonl
  nianbao extract pages/ --format json | jq '.[].issuer.name'
  nianbao extract report.txt --explain --format json)";

struct ExtractOptions {
  SourceOptions sources;
  bool explain = false;
  OutputOptions output;
};

absl::StatusOr<ExitCode> Extract(const Session& session,
                                 const ExtractOptions& options) {
  absl::StatusOr<DocumentFiles> sources = FindSources(options.sources);
  if (!sources.ok()) return sources.status();
  const DocumentFiles& found = *sources;
  Tally tally(found.files.size() + found.failures.size());
  for (const auto& [path, status] : found.failures) tally.Failed(path, status);

  absl::StatusOr<std::unique_ptr<Destination>> to =
      OpenDestination(options.output);
  if (!to.ok()) return to.status();
  ReportPrinter printer((*to)->stream(), (*to)->screen(), options.output);
  ExtractionCallbacks callbacks;
  // Printing ends the run when nobody reads on.
  callbacks.on_report = [&](const DocumentFile&, v1::Report& report,
                            const std::string&) {
    printer.Print(report);
    tally.Done();
    return static_cast<bool>((*to)->stream());
  };
  Extraction extraction(session, {.explain = options.explain}, tally);
  absl::Status status = extraction.ExtractAll(found.files, callbacks);
  printer.Finish();
  status.Update((*to)->Close());
  tally.PrintFailures(std::cerr);
  if (!status.ok()) return status;
  return tally.failed() > 0 ? ExitCode::kSomeFailed : ExitCode::kOk;
}

}  // namespace

void AddExtract(CLI::App& app, Session& session) {
  auto options = std::make_shared<ExtractOptions>();
  Command command(app, "extract",
                  "Read documents and print the reports found in them");
  AddSourceOptions(command, "FILE", options->sources);
  command.AddSwitch("--explain", options->explain,
                    "In JSON, why each figure was linked as it was");
  AddReportOutputOptions(command, options->output);
  command.Run(kExtractFooter,
              [=, &session] { session.outcome = Extract(session, *options); });
}

}  // namespace nianbao::client
