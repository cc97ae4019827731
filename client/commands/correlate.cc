// nianbao correlate: how two indicators go together.

#include <memory>

#include "client/asking/command.h"
#include "client/asking/derived.h"
#include "client/asking/names.h"
#include "client/asking/query_options.h"
#include "client/asking/selection.h"
#include "client/commands/commands.h"
#include "client/commands/print_query.h"
#include "client/output/rows/correlation_rows.h"

namespace nianbao::client {
namespace {

constexpr char kCorrelateFooter[] =
    R"(COUNT pairs are the issuers and years that report both. SLOPE and INTERCEPT are
those of the least squares line through y over x.

Examples:
  nianbao correlate reconsideration.accepted litigation.cases --level county
  nianbao correlate reconsideration.accepted litigation.cases --by year,province
  nianbao correlate litigation.cases litigation.loss --level county \
    --derive 'litigation.loss=100*litigation.lost/litigation.concluded')";

struct CorrelateOptions {
  SelectionOptions selection;
  std::string x;
  std::string y;
  GroupingOptions grouping;
  Format format = Format::kTable;
};

// The name of X or Y. A derived indicator is known to this query alone, and no
// catalogue has it.
absl::StatusOr<std::string> ResolveVariable(const Session& session,
                                            const v1::Selection& selection,
                                            const std::string& text) {
  for (const v1::DerivedIndicator& derived : selection.derived()) {
    if (derived.name() == IndicatorName(text)) return derived.name();
  }
  return ResolveIndicator(session, text);
}

absl::StatusOr<ExitCode> Correlate(const Session& session,
                                   const CorrelateOptions& options) {
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection);
  if (!selection.ok()) return selection.status();
  absl::StatusOr<std::string> x =
      ResolveVariable(session, *selection, options.x);
  if (!x.ok()) return x.status();
  absl::StatusOr<std::string> y =
      ResolveVariable(session, *selection, options.y);
  if (!y.ok()) return y.status();
  v1::QueryCorrelationsRequest request;
  *request.mutable_selection() = *std::move(selection);
  request.set_x(*x);
  request.set_y(*y);
  SetGrouping(options.grouping, request);

  return PrintQuery<v1::QueryCorrelationsResponse>(
      session, options.format, request, CorrelationRows(),
      [](const auto& response) -> const auto& {
        return response.correlations();
      });
}

}  // namespace

void AddCorrelate(CLI::App& app, Session& session) {
  auto options = std::make_shared<CorrelateOptions>();
  Command command(app, "correlate",
                  "Correlation of two indicators over divisions and years");
  command.Add("X", options->x, "Id or Chinese name of an indicator").Required();
  command.Add("Y", options->y, "Id or Chinese name of an indicator").Required();
  AddSelectionOptions(command, options->selection);
  command.Remove("--indicator");
  AddGroupingOptions(command, options->grouping);
  AddFormatOption(command, options->format, kQueryFormats);
  command.Run(kCorrelateFooter, [=, &session] {
    session.outcome = Correlate(session, *options);
  });
}

}  // namespace nianbao::client
