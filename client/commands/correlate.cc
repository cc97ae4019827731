// nianbao correlate: how two indicators go together.

#include <memory>

#include "client/asking/derived.h"
#include "client/asking/names.h"
#include "client/asking/query_options.h"
#include "client/asking/selection.h"
#include "client/commands/commands.h"
#include "client/output/rows/correlation_rows.h"

namespace nianbao::client {
namespace {

constexpr char kFooter[] =
    R"(COUNT pairs are the issuers and years that report both. SLOPE and INTERCEPT are
those of the least squares line through y over x.

Examples:
  nianbao correlate reconsideration.accepted litigation.cases --level county
  nianbao correlate reconsideration.accepted litigation.cases --by year,province
  nianbao correlate litigation.cases litigation.loss --level county \
    --derive 'litigation.loss=100*litigation.lost/litigation.concluded')";

struct Options {
  SelectionOptions selection;
  std::string x;
  std::string y;
  GroupingOptions grouping;
  Format format = Format::kTable;
};

// A derived indicator is known to this query alone.
absl::StatusOr<std::string> ResolveVariable(const Session& session,
                                            const v1::Selection& selection,
                                            const std::string& text) {
  for (const v1::DerivedIndicator& derived : selection.derived()) {
    if (derived.name() == IndicatorName(text)) return derived.name();
  }
  return ResolveIndicator(session, text);
}

absl::StatusOr<ExitCode> Correlate(const Session& session,
                                   const Options& options) {
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

  return PrintQuery(
      session, options.format, request,
      &v1::AggregatorService::Stub::QueryCorrelations,
      [](const auto& response) { return response.correlations(); },
      CorrelationView());
}

}  // namespace

void AddCorrelate(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "correlate", "Correlation of two indicators over divisions and years");
  command->add_option("X", options->x, "Id or Chinese name of an indicator")
      ->required();
  command->add_option("Y", options->y, "Id or Chinese name of an indicator")
      ->required();
  AddSelectionOptions(*command, options->selection);
  command->remove_option(command->get_option("--indicator"));
  AddGroupingOptions(*command, options->grouping);
  AddFormatOption(*command, options->format, kQueryFormats);
  command->footer(kFooter);
  command->callback(
      [=, &session] { session.outcome = Correlate(session, *options); });
}

}  // namespace nianbao::client
