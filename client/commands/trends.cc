// nianbao trends: how indicators move from year to year.

#include <memory>

#include "client/asking/command.h"
#include "client/asking/output_options.h"
#include "client/asking/query_options.h"
#include "client/asking/selection.h"
#include "client/commands/commands.h"
#include "client/commands/print_query.h"
#include "client/output/rows/trend_rows.h"

namespace nianbao::client {
namespace {

constexpr char kTrendsFooter[] =
    R"(Each row compares a year with an earlier one over the issuers that reported both
(MATCHED), so that those who came or went are not taken for a change. CHANGE is
that of the sum, or of the mean of rates; MEDIAN CHANGE is the median of the
issuers' own changes. SCOPE CHANGED counts issuers whose two figures are of other
bodies (区政府 against 各级法院): their change is no change of one thing; `nianbao
checks --check scope_changed` lists them.

Examples:
  nianbao trends --indicator litigation.cases --level county
  nianbao trends --indicator reconsideration --year 2019.. --by province
  nianbao trends --indicator litigation.cases --within 海淀区 --by division
  nianbao trends --indicator enforcement.penalties --lag 2 --format csv)";

// As many as the aggregator takes.
constexpr int kMaxLag = 100;

struct TrendsOptions {
  SelectionOptions selection;
  GroupingOptions grouping;
  int lag = 1;
  OutputOptions output;
};

absl::StatusOr<ExitCode> Trends(const Session& session,
                                const TrendsOptions& options) {
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection);
  if (!selection.ok()) return selection.status();
  v1::QueryTrendsRequest request;
  *request.mutable_selection() = *std::move(selection);
  SetGrouping(options.grouping, request);
  request.set_lag(options.lag);

  return PrintQuery<v1::QueryTrendsResponse>(
      session, options.output, request, TrendRows(),
      [](const auto& response) -> const auto& { return response.trends(); });
}

}  // namespace

void AddTrends(CLI::App& app, Session& session) {
  auto options = std::make_shared<TrendsOptions>();
  Command command(app, "trends",
                  "Changes from year to year over matched panels");
  AddSelectionOptions(command, options->selection);
  AddGroupingOptions(command, options->grouping);
  command.Remove("--mix-years");
  command.Add("--lag", options->lag, "Compare with so many years before")
      .Between(1, kMaxLag)
      .Type("YEARS")
      .ShowDefault();
  AddOutputOptions(command, options->output, kQueryFormats);
  command.Run(kTrendsFooter,
              [=, &session] { session.outcome = Trends(session, *options); });
}

}  // namespace nianbao::client
