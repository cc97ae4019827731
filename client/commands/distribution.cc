// nianbao distribution: how the values of indicators are spread.

#include <memory>

#include "client/asking/command.h"
#include "client/asking/output_options.h"
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
has its counts and the bins' ends, or with --each-bin a row for each bin; JSON
has all of it with the outliers' names.

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
  bool each_bin = false;
  OutputOptions output;
};

// Files of facts number the bins of a distribution, which are all in one row.
absl::Status CheckEachBin(const DistributionOptions& options) {
  const Format format = options.output.format;
  if (!options.each_bin ||
      (format != Format::kSdmxCsv && format != Format::kJsonStat)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      "sdmx-csv and json-stat have each bin; leave --each-bin out");
}

absl::StatusOr<ExitCode> Distribution(const Session& session,
                                      const DistributionOptions& options) {
  const absl::Status checked = CheckEachBin(options);
  if (!checked.ok()) return checked;
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection);
  if (!selection.ok()) return selection.status();
  v1::QueryDistributionsRequest request;
  *request.mutable_selection() = *std::move(selection);
  SetGrouping(options.grouping, request);
  request.set_bin_count(options.bins);
  for (double edge : options.edges) request.add_edges(edge);

  if (options.each_bin) {
    return PrintQuery<v1::QueryDistributionsResponse>(
        session, options.output, request, DistributionRows(/*each_bin=*/true),
        [](const auto& response) {
          return SplitBins(response.distributions());
        });
  }
  return PrintQuery<v1::QueryDistributionsResponse>(
      session, options.output, request, DistributionRows(),
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
  command.AddSwitch("--each-bin", options->each_bin,
                    "A row for each bin of the histogram, with its ends and "
                    "its count");
  AddOutputOptions(command, options->output, kQueryFormats);
  command.Run(kDistributionFooter, [=, &session] {
    session.outcome = Distribution(session, *options);
  });
}

}  // namespace nianbao::client
