// nianbao correlate: how two indicators go together.

#include <memory>

#include "client/asking/command.h"
#include "client/asking/derived.h"
#include "client/asking/names.h"
#include "client/asking/output_options.h"
#include "client/asking/query_options.h"
#include "client/asking/selection.h"
#include "client/commands/commands.h"
#include "client/commands/print_query.h"
#include "client/output/rows/correlation_rows.h"

namespace nianbao::client {
namespace {

constexpr char kCorrelateFooter[] =
    R"(COUNT pairs are the issuers and years that report both, year by year unless
--mix-years is given. SLOPE and INTERCEPT are those of the least squares line
through y over x.

Examples:
  nianbao correlate reconsideration.accepted litigation.cases --level county
  nianbao correlate reconsideration.accepted litigation.cases --by province
  nianbao correlate litigation.cases litigation.loss --level county --mix-years \
    --derive 'litigation.loss=100*litigation.lost/litigation.concluded')";

struct CorrelateOptions {
  SelectionOptions selection;
  std::string x;
  std::string y;
  GroupingOptions grouping;
  OutputOptions output;
};

// The text of X or Y if it is to be looked up: a derived indicator is known to
// this query alone, and no catalogue has it. Empty for one of those.
std::string TextToResolve(const SelectionOptions& options,
                          const std::string& text) {
  for (const std::string& derived : options.derived) {
    const absl::StatusOr<v1::DerivedIndicator> parsed = ParseDerived(derived);
    if (parsed.ok() && parsed->name() == IndicatorName(text)) return "";
  }
  return text;
}

absl::StatusOr<ExitCode> Correlate(const Session& session,
                                   const CorrelateOptions& options) {
  Names names;
  const int x = names.Want(v1::NAME_KIND_INDICATOR,
                           TextToResolve(options.selection, options.x));
  const int y = names.Want(v1::NAME_KIND_INDICATOR,
                           TextToResolve(options.selection, options.y));
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection, names);
  if (!selection.ok()) return selection.status();
  v1::QueryCorrelationsRequest request;
  *request.mutable_selection() = *std::move(selection);
  request.set_x(names[x].empty() ? IndicatorName(options.x) : names[x]);
  request.set_y(names[y].empty() ? IndicatorName(options.y) : names[y]);
  SetGrouping(options.grouping, request);

  return PrintQuery<v1::QueryCorrelationsResponse>(
      session, options.output, request, CorrelationRows(),
      [](const auto& response) -> const auto& {
        return response.correlations();
      });
}

}  // namespace

void AddCorrelate(CLI::App& app, Session& session) {
  auto options = std::make_shared<CorrelateOptions>();
  Command command(app, "correlate",
                  "Correlation of two indicators over divisions and years");
  command.Add("X", options->x, "Id or name of an indicator").Required();
  command.Add("Y", options->y, "Id or name of an indicator").Required();
  AddSelectionOptions(command, options->selection);
  command.Remove("--indicator");
  AddGroupingOptions(command, options->grouping);
  AddOutputOptions(command, options->output, kQueryFormats);
  command.Run(kCorrelateFooter, [=, &session] {
    session.outcome = Correlate(session, *options);
  });
}

}  // namespace nianbao::client
