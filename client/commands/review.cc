// nianbao review: documents in, one page that shows what was read in them.

#include <cerrno>
#include <fstream>
#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "client/asking/command.h"
#include "client/commands/commands.h"
#include "client/documents/documents.h"
#include "client/documents/extraction.h"
#include "client/documents/tally.h"
#include "client/review/page.h"
#include "client/review/scripts.h"
#include "common/base/sha256.h"
#include "common/domain/catalogue.h"
#include "extractor/document/decode.h"

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

// Adds the document that `report` was read from.
absl::Status AddDocument(const DocumentFile& file, const v1::Report& report,
                         ReviewPage& page) {
  absl::StatusOr<v1::Document> document = ReadDocument(file);
  if (!document.ok()) return document.status();
  // The file is read a second time: the extractor gives no text back.
  if (Sha256Hex(document->content()) != report.content_sha256()) {
    return absl::AbortedError("changed while it was read");
  }
  absl::StatusOr<extractor::DecodedText> decoded = extractor::Decode(*document);
  if (!decoded.ok()) return decoded.status();
  return page.Add(decoded->text(), report);
}

// Writes the page to the file `path`, to standard output when that is empty.
absl::Status WritePage(const ReviewPage& page, const std::string& path) {
  if (path.empty()) {
    page.Write(std::cout);
    return absl::OkStatus();
  }
  errno = 0;
  std::ofstream file(path, std::ios::binary);
  if (file) page.Write(file);
  file.close();
  if (file) return absl::OkStatus();
  return absl::InternalError(
      absl::ErrnoToStatus(errno, absl::StrCat("cannot write ", path))
          .message());
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
  Tally tally(found.files.size() + found.failures.size(), false);
  for (const auto& [path, status] : found.failures) tally.Failed(path, status);

  ExtractionCallbacks callbacks;
  callbacks.explain = true;
  callbacks.wanted = [](const v1::Document&) { return true; };
  callbacks.on_report = [&](const DocumentFile& file, v1::Report& report) {
    absl::Status status = AddDocument(file, report, page);
    if (status.ok()) {
      tally.Done();
    } else {
      tally.Failed(file.path, status);
    }
    return true;
  };
  const Channel extractor = session.ExtractorChannel();
  for (absl::Span<const DocumentFile> batch : StreamBatches(found.files)) {
    absl::Status status =
        ExtractBatch(session, extractor, batch, callbacks, tally);
    if (!status.ok()) return status;
  }
  for (const auto& [path, reason] : tally.failures()) {
    page.AddFailure(path, reason);
  }
  tally.PrintFailures(std::cerr);
  absl::Status status = WritePage(page, options.output);
  if (!status.ok()) return status;
  return tally.failed() > 0 ? ExitCode::kSomeFailed : ExitCode::kOk;
}

}  // namespace

void AddReview(CLI::App& app, Session& session) {
  auto options = std::make_shared<ReviewOptions>();
  Command command(
      app, "review",
      "Make a web page that shows documents with their figures marked");
  command
      .Add("FILE", options->paths, "Files, folders or patterns of text or HTML")
      .Required();
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
