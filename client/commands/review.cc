// nianbao review: documents in, one page that shows what was read in them.

#include <iostream>
#include <memory>

#include "client/asking/command.h"
#include "client/asking/sources.h"
#include "client/commands/commands.h"
#include "client/documents/documents.h"
#include "client/documents/extraction.h"
#include "client/documents/tally.h"
#include "client/output/destination.h"
#include "client/output/paths.h"
#include "client/review/page.h"
#include "client/review/scripts.h"
#include "common/domain/catalogue.h"

namespace nianbao::client {
namespace {

constexpr char kReviewFooter[] =
    R"(The page shows each document as printed, its figures marked in place with how
they were read and why, contradictions among them, and filters. It is one file
that loads nothing, in Simplified or Traditional characters; press ? in it for
its keys. Files that fail are listed in it and on standard error, and the exit
code is 1.

Examples:
  nianbao review report.txt -o review.html
  nianbao review pages/*.html > review.html
  nianbao review pages/ --catalogue my-indicators.textproto -o review.html)";

struct ReviewOptions {
  std::vector<std::string> paths;
  std::string output;
  std::string catalogue;
};

// Writes the page to the file `path`, to standard output when that is empty.
absl::Status WritePage(const ReviewPage& page, const std::string& path) {
  if (path.empty()) {
    page.Write(std::cout);
    return absl::OkStatus();
  }
  const absl::StatusOr<std::unique_ptr<Destination>> file =
      Destination::Open(path, /*paged=*/false);
  if (!file.ok()) return file.status();
  page.Write((*file)->stream());
  return (*file)->Close();
}

absl::StatusOr<ExitCode> Review(const Session& session,
                                const ReviewOptions& options) {
  absl::StatusOr<Catalogue> catalogue = LoadCatalogue(options.catalogue);
  if (!catalogue.ok()) return catalogue.status();
  absl::StatusOr<std::unique_ptr<ScriptConverter>> scripts =
      ScriptConverter::Create();
  if (!scripts.ok()) return scripts.status();
  ReviewPage page(*catalogue, **scripts);

  DocumentFiles found = FindDocuments(options.paths);
  Tally tally(found.files.size() + found.failures.size());
  for (const auto& [path, status] : found.failures) tally.Failed(path, status);

  ExtractionCallbacks callbacks;
  callbacks.on_report = [&](const DocumentFile& file, v1::Report& report,
                            const std::string& text) {
    absl::Status status = page.Add(text, report);
    if (status.ok()) {
      tally.Done();
    } else {
      tally.Failed(file.path, status);
    }
    return true;
  };
  Extraction extraction(session, {.include_text = true, .explain = true},
                        tally);
  absl::Status status = extraction.ExtractAll(found.files, callbacks);
  if (!status.ok()) return status;
  for (const auto& [path, reason] : tally.failures()) {
    page.AddFailure(ReadablePath(path), reason);
  }
  tally.PrintFailures(std::cerr);
  status = WritePage(page, options.output);
  if (!status.ok()) return status;
  return tally.failed() > 0 ? ExitCode::kSomeFailed : ExitCode::kOk;
}

}  // namespace

void AddReview(CLI::App& app, Session& session) {
  auto options = std::make_shared<ReviewOptions>();
  Command command(
      app, "review",
      "Make a web page that shows documents with their figures marked");
  command.Add("FILE", options->paths, kSourcesHelp).Required();
  command.Add("-o,--output", options->output,
              "The page; standard output when left out");
  command
      .Add("--catalogue", options->catalogue,
           "Text proto of further indicators, for their names")
      .ExistingFile();
  command.Run(kReviewFooter,
              [=, &session] { session.outcome = Review(session, *options); });
}

}  // namespace nianbao::client
