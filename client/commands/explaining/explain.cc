// nianbao explain: documents in, or figures of stored reports; why they were
// linked as they were out.

#include <filesystem>
#include <iostream>
#include <limits>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/asking/command.h"
#include "client/asking/figure_id.h"
#include "client/asking/sources.h"
#include "client/commands/explaining/explaining.h"
#include "client/commands/explaining/explanation_lines.h"
#include "client/documents/documents.h"
#include "client/documents/extraction.h"
#include "client/documents/tally.h"
#include "client/output/formats/table.h"
#include "client/output/paths.h"
#include "client/output/printable.h"

namespace nianbao::client {
namespace {

constexpr char kExplainFooter[] =
    R"(For each figure: its sentence with the figure marked, how it goes with another
figure, the indicator that it is linked to and how probable that is, and what
came second. Below each of these two stand the things that weigh most: above 0
they speak for it, below against it. Figures are numbered as `nianbao extract`
lists them. A figure of a stored report may be named instead of a file, as other
commands have it in the column OBSERVATION: the file that the report was read from
must still be there, as it was. `nianbao extract --explain --format json` has it
for programs.

Examples:
  nianbao explain report.txt
  nianbao explain report.txt --figure 12
  nianbao explain '110108-2020#4')";

// Of --figure, when it is not given.
constexpr int kAllFigures = -1;

struct ExplainOptions {
  SourceOptions sources;
  int figure = kAllFigures;
};

// Prints the figures that are asked for; false when there are none.
bool PrintFigures(const v1::Report& report, int figure) {
  bool printed = false;
  for (int i = 0; i < report.observations_size(); ++i) {
    if (figure != kAllFigures && figure != i) continue;
    if (!printed) std::cout << Printable(report.source_uri()) << "\n";
    std::cout << "\n" << ExplanationLines(i, report.observations(i));
    printed = true;
  }
  if (printed) std::cout << "\n";
  return printed;
}

// Takes the names of stored figures out of the arguments: what has their form
// and is no file.
std::vector<std::string> TakeFigureIds(std::vector<std::string>& arguments) {
  std::vector<std::string> ids, files;
  for (std::string& argument : arguments) {
    std::error_code ignored;
    const bool is_id = ParseFigureId(argument).ok() &&
                       !std::filesystem::exists(argument, ignored);
    (is_id ? ids : files).push_back(std::move(argument));
  }
  arguments = std::move(files);
  return ids;
}

// Reads the document of a stored report once more, and prints a figure of it.
absl::Status ExplainStored(const Session& session, const v1::Report& stored,
                           int index) {
  DocumentFile file;
  file.path = PathOfSource(stored.source_uri());
  bool is_same = true;
  ExtractionCallbacks callbacks;
  callbacks.on_report = [&](const DocumentFile&, v1::Report& report,
                            const std::string&) {
    is_same = report.content_sha256() == stored.content_sha256();
    if (is_same) PrintFigures(report, index);
    return true;
  };
  Tally tally(1);
  Extraction extraction(session, {.explain = true}, tally);
  absl::Status status = extraction.ExtractAll({&file, 1}, callbacks);
  if (!status.ok()) return status;
  const std::string source = ReadableSource(stored.source_uri());
  const std::vector<Tally::Failure> failures = tally.failures();
  if (!failures.empty()) {
    return absl::NotFoundError(absl::StrCat(
        "the text of ", stored.name(), " cannot be read again from ", source,
        ": ", failures.front().reason));
  }
  if (is_same) return absl::OkStatus();
  return absl::NotFoundError(
      absl::StrCat(source, " has changed since ", stored.name(),
                   " was read from it; `nianbao explain` with the file "
                   "explains it as it is now"));
}

absl::StatusOr<ExitCode> ExplainFiles(const Session& session,
                                      const ExplainOptions& options) {
  absl::StatusOr<DocumentFiles> sources = FindSources(options.sources);
  if (!sources.ok()) return sources.status();
  const DocumentFiles& found = *sources;
  Tally tally(found.files.size() + found.failures.size());
  for (const auto& [path, status] : found.failures) tally.Failed(path, status);

  bool printed = false;
  ExtractionCallbacks callbacks;
  callbacks.on_report = [&](const DocumentFile&, v1::Report& report,
                            const std::string&) {
    printed |= PrintFigures(report, options.figure);
    tally.Done();
    return static_cast<bool>(std::cout);
  };
  Extraction extraction(session, {.explain = true}, tally);
  const absl::Status status = extraction.ExtractAll(found.files, callbacks);
  tally.PrintFailures(std::cerr);
  if (!status.ok()) return status;
  if (tally.failed() > 0) return ExitCode::kSomeFailed;
  if (!printed && options.figure != kAllFigures) {
    return absl::NotFoundError(absl::StrCat("no figure ", options.figure));
  }
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Explain(const Session& session,
                                 ExplainOptions options) {
  const std::vector<std::string> ids = TakeFigureIds(options.sources.paths);
  if (!ids.empty()) {
    const absl::Status explained =
        ForEachFigure(session, ids, [&](const v1::Report& stored, int index) {
          return ExplainStored(session, stored, index);
        });
    if (!explained.ok()) return explained;
    if (options.sources.paths.empty()) return ExitCode::kOk;
  }
  return ExplainFiles(session, options);
}

}  // namespace

void AddExplain(CLI::App& app, Session& session) {
  auto options = std::make_shared<ExplainOptions>();
  Command command(app, "explain",
                  "Say why the figures of documents were linked as they were");
  AddSourceOptions(command, "FILE", options->sources);
  command.Add("--figure", options->figure, "One figure, numbered from 0")
      .Between(0, std::numeric_limits<int>::max())
      .Type("N");
  command.Run(kExplainFooter,
              [=, &session] { session.outcome = Explain(session, *options); });
}

}  // namespace nianbao::client
