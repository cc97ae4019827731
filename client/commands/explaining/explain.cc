// nianbao explain: documents in, why their figures were linked as they were
// out.

#include <iostream>
#include <limits>
#include <memory>

#include "absl/strings/str_cat.h"
#include "client/asking/command.h"
#include "client/asking/sources.h"
#include "client/commands/explaining/explaining.h"
#include "client/commands/explaining/explanation_lines.h"
#include "client/documents/documents.h"
#include "client/documents/extraction.h"
#include "client/documents/tally.h"
#include "client/output/formats/table.h"
#include "client/output/printable.h"

namespace nianbao::client {
namespace {

constexpr char kExplainFooter[] =
    R"(For each figure: its sentence with the figure marked, how it goes with another
figure, the indicator that it is linked to and how probable that is, and what
came second. Below each of these two stand the things that weigh most: above 0
they speak for it, below against it. Figures are numbered as `nianbao extract`
lists them. `nianbao extract --explain --format json` has it for programs.

Examples:
  nianbao explain report.txt
  nianbao explain report.txt --figure 12)";

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

absl::StatusOr<ExitCode> Explain(const Session& session,
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
