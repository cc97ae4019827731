// nianbao extract: documents in, reports out, nothing stored.

#include <iostream>
#include <memory>

#include "client/asking/command.h"
#include "client/asking/query_options.h"
#include "client/commands/commands.h"
#include "client/documents/documents.h"
#include "client/documents/extraction.h"
#include "client/documents/tally.h"
#include "client/output/rows/report_view.h"

namespace nianbao::client {
namespace {

constexpr char kExtractFooter[] =
    R"(Reports come in the order of the files. Files that fail are listed on
standard error, and the exit code is 1.

Examples:
  nianbao extract report.txt
  nianbao extract pages/*.html --format jsonl > reports.jsonl
  nianbao extract pages/ --format json | jq '.[].issuer.name')";

struct ExtractOptions {
  std::vector<std::string> paths;
  Format format = Format::kTable;
};

absl::StatusOr<ExitCode> Extract(const Session& session,
                                 const ExtractOptions& options) {
  DocumentFiles found = FindDocuments(options.paths);
  Tally tally(found.files.size() + found.failures.size(), false);
  for (const auto& [path, status] : found.failures) tally.Failed(path, status);

  ReportPrinter printer(std::cout, options.format);
  ExtractionCallbacks callbacks;
  // Everything is extracted; printing ends the run when nobody reads on.
  callbacks.wanted = [](const v1::Document&) { return true; };
  callbacks.on_report = [&](const std::string&, v1::Report& report) {
    printer.Print(report);
    tally.Done();
    return static_cast<bool>(std::cout);
  };
  const Channel extractor = session.ExtractorChannel();
  absl::Status status;
  for (absl::Span<const std::string> batch : StreamBatches(found.files)) {
    status = ExtractBatch(session, extractor, batch, callbacks, tally);
    if (!status.ok()) break;
  }
  printer.Finish();
  tally.PrintFailures(std::cerr);
  if (!status.ok()) return status;
  return tally.failed() > 0 ? ExitCode::kSomeFailed : ExitCode::kOk;
}

}  // namespace

void AddExtract(CLI::App& app, Session& session) {
  auto options = std::make_shared<ExtractOptions>();
  Command command(app, "extract",
                  "Read documents and print the reports found in them");
  command
      .Add("FILE", options->paths, "Files, folders or patterns of text or HTML")
      .Required();
  AddFormatOption(command, options->format, kReportFormats);
  command.Run(kExtractFooter,
              [=, &session] { session.outcome = Extract(session, *options); });
}

}  // namespace nianbao::client
