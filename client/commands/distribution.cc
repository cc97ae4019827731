// nianbao distribution: how the values of indicators are spread.

#include <memory>

#include "client/asking/command.h"
#include "client/asking/query_options.h"
#include "client/asking/selection.h"
#include "client/commands/commands.h"
#include "client/commands/print_query.h"
#include "client/output/rows/distribution_rows.h"

namespace nianbao::client {
namespace {

constexpr char kDistributionFooter[] =
    R"(Whiskers reach to the farthest values within 1.5 times the distance of the
quartiles; OUTLIERS lie beyond them. A table shows the histogram as bars, CSV
has its counts and the bins' ends, JSON all of it with the outliers' names.

Examples:
  nianbao distribution --indicator litigation.cases --level county --year 2020
  nianbao distribution --indicator litigation.cases --bins 12
  nianbao distribution --indicator litigation.cases --mix-years \
    --edges 0,10,100,1000 --format csv)";

// As many as the aggregator gives.
constexpr int kMaxBins = 1000;

struct DistributionOptions {
  SelectionOptions selection;
  GroupingOptions grouping;
  int bins = 0;
  std::vector<double> edges;
  Format format = Format::kTable;
};

absl::StatusOr<ExitCode> Distribution(const Session& session,
                                      const DistributionOptions& options) {
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection);
  if (!selection.ok()) return selection.status();
  v1::QueryDistributionsRequest request;
  *request.mutable_selection() = *std::move(selection);
  SetGrouping(options.grouping, request);
  request.set_bin_count(options.bins);
  for (double edge : options.edges) request.add_edges(edge);

  return PrintQuery<v1::QueryDistributionsResponse>(
      session, options.format, request, DistributionRows(),
      [](const auto& response) -> const auto& {
        return response.distributions();
      });
}

}  // namespace

void AddDistribution(CLI::App& app, Session& session) {
  auto options = std::make_shared<DistributionOptions>();
  Command command(app, "distribution",
                  "Histograms and box figures of indicators");
  AddSelectionOptions(command, options->selection);
  AddGroupingOptions(command, options->grouping);
  const Flag bins =
      command
          .Add("--bins", options->bins,
               "Bins of equal width; by default as many as suit the "
               "values")
          .Between(1, kMaxBins)
          .Type("N");
  command
      .Add("--edges", options->edges, "The bins' ends, ascending, with commas")
      .Commas()
      .Excludes(bins)
      .Type("VALUES");
  AddFormatOption(command, options->format, kQueryFormats);
  command.Run(kDistributionFooter, [=, &session] {
    session.outcome = Distribution(session, *options);
  });
}

}  // namespace nianbao::client
