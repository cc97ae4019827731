// nianbao observations: the figures behind a statistic, with their sentences.

#include <memory>

#include "absl/types/span.h"
#include "client/asking/command.h"
#include "client/asking/output_options.h"
#include "client/asking/selection.h"
#include "client/commands/commands.h"
#include "client/commands/print_query.h"
#include "client/output/formats/format.h"
#include "client/output/rows/observation_rows.h"

namespace nianbao::client {
namespace {

constexpr char kObservationsFooter[] =
    R"help(Each row is a figure with the sentence it stands in. Statistics count one
figure for each issuer, indicator and year; --all lists the others, too, and
changes, ranks and targets beside the figures themselves, unless --kind names
one of them. What the selection asks for, --filter and --min-confidence too,
holds for all that is listed. STANDING says why one is not counted, TAKEN which
was taken in its stead.

Examples:
  nianbao observations --indicator reconsideration.accepted --within 北京市
  nianbao observations --indicator litigation.cases --year 2020 --format csv
  nianbao observations --within 110108 --all --format jsonl
  nianbao observations --all --filter 'confidence < 0.5'
  nianbao stats --indicator litigation.cases --format jsonl | head -n 1 > row
  nianbao observations --token "$(jq -r .selectionToken row)")help";

// Each observation is a cell of its own, which makes no cube for JSON-stat.
constexpr Format kObservationsFormats[] = {
    Format::kTable,     Format::kCsv,      Format::kTsv,  Format::kJson,
    Format::kJsonLines, Format::kMarkdown, Format::kXlsx, Format::kSdmxCsv};

struct ObservationsOptions {
  SelectionOptions selection;
  std::string token;
  bool all = false;
  OutputOptions output;
};

// Either the token alone or what the other flags select.
absl::StatusOr<v1::QueryObservationsRequest> MakeRequest(
    const Session& session, const ObservationsOptions& options) {
  v1::QueryObservationsRequest request;
  request.set_include_uncounted(options.all);
  if (!options.token.empty()) {
    if (options.selection != SelectionOptions()) {
      return absl::InvalidArgumentError(
          "--token is a selection; leave the other flags of the selection out");
    }
    request.set_selection_token(options.token);
    return request;
  }
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection);
  if (!selection.ok()) return selection.status();
  *request.mutable_selection() = *std::move(selection);
  return request;
}

absl::StatusOr<ExitCode> Observations(const Session& session,
                                      const ObservationsOptions& options) {
  absl::StatusOr<v1::QueryObservationsRequest> request =
      MakeRequest(session, options);
  if (!request.ok()) return request.status();
  return PrintQuery<v1::QueryObservationsResponse>(
      session, options.output, *request, ObservationRows(),
      [](const v1::QueryObservationsResponse& response) {
        return absl::MakeConstSpan(&response, 1);
      });
}

}  // namespace

void AddObservations(CLI::App& app, Session& session) {
  auto options = std::make_shared<ObservationsOptions>();
  Command command(app, "observations",
                  "List single figures with the sentences they stand in");
  AddSelectionOptions(command, options->selection);
  command
      .Add("--token", options->token,
           "Observations behind one row of `nianbao stats`: its "
           "selectionToken in JSON; in place of a selection")
      .Type("TOKEN");
  command.AddSwitch("--all", options->all,
                    "Also figures that statistics do not count");
  AddOutputOptions(command, options->output, kObservationsFormats);
  command.Run(kObservationsFooter, [=, &session] {
    session.outcome = Observations(session, *options);
  });
}

}  // namespace nianbao::client
