// nianbao stats: statistics over all stored reports.

#include <memory>

#include "client/asking/command.h"
#include "client/asking/output_options.h"
#include "client/asking/query_options.h"
#include "client/asking/selection.h"
#include "client/commands/commands.h"
#include "client/commands/print_query.h"
#include "client/output/rows/statistics_rows.h"

namespace nianbao::client {
namespace {

constexpr char kStatsFooter[] =
    R"(Like is compared with like: rows are of reports of one type and always split by
indicator; by year unless --mix-years or --latest is given; and unless
--mix-levels is, by level, since a county's figure already holds its towns', and
those of departments by the level of their government and the kind of body. A
row of several years says which, and in ISSUERS whose values they are where some
have several. COVERAGE is the share of the divisions in scope that reported the
indicator. Of COUNT values, INEXACT are printed as "about" or "at least". Left
out were EXCLUDED values, which contradict other figures of their report, and
UNCONVERTIBLE ones, whose unit cannot be converted to that of the indicator.
POOLED is a rate over the sums of its numerators and denominators, MEAN the
average of the rates. CV is the standard deviation over the mean, GINI the Gini
coefficient. The formats sdmx-csv and json-stat, described in client/EXPORT.md,
need both ends of --year where years are mixed.

--filter takes AND, OR, NOT and parentheses over value, year, report_year,
confidence, level, modifier, diagnostic, issuer, division, province, prefecture:
`diagnostic:*` has any, `province = 110000`. --derive takes ids of indicators,
numbers, + - * / and parentheses; a unit is worked out when none is given.

Examples:
  nianbao stats --indicator reconsideration.accepted
  nianbao stats --indicator reconsideration --year 2019..2023 --by province,year
  nianbao stats --indicator litigation.cases --year 2019..2023 --mix-years
  nianbao stats --indicator enforcement.penalties --level department \
    --government-level county --within 浙江省,江苏省
  nianbao stats --type disclosure --level county --year 2023
  nianbao stats --indicator 行政复议受理数 --within 北京市 --level county
  nianbao stats --indicator enforcement --quantile 0.25,0.75 --format csv
  nianbao stats --indicator litigation.cases --level county --by province \
    --year 2020 --order-by 'mean desc' --limit 10
  nianbao stats --indicator litigation.cases --latest \
    --filter 'value >= 10 AND NOT diagnostic:*'
  nianbao stats --level county \
    --derive 'litigation.loss=100*litigation.lost/litigation.concluded'
  nianbao stats --indicator litigation --format json-stat)";

struct StatsOptions {
  SelectionOptions selection;
  GroupingOptions grouping;
  std::vector<double> quantiles;
  std::string order_by;
  int limit = 0;
  OutputOptions output;
};

absl::StatusOr<ExitCode> Stats(const Session& session,
                               const StatsOptions& options) {
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection);
  if (!selection.ok()) return selection.status();
  v1::QueryStatisticsRequest request;
  *request.mutable_selection() = *std::move(selection);
  SetGrouping(options.grouping, request);
  for (double quantile : options.quantiles) request.add_probabilities(quantile);
  request.set_order_by(options.order_by);
  request.set_limit(options.limit);

  const RowKind<v1::Statistics> rows =
      StatisticsRows(options.quantiles, options.order_by);
  return PrintQuery<v1::QueryStatisticsResponse>(
      session, options.output, request, rows, [
      ](const auto& response) -> const auto& { return response.statistics(); });
}

}  // namespace

void AddStats(CLI::App& app, Session& session) {
  auto options = std::make_shared<StatsOptions>();
  Command command(app, "stats",
                  "Statistics of indicators over the stored reports");
  AddSelectionOptions(command, options->selection);
  AddGroupingOptions(command, options->grouping);
  AddQuantileOption(command, options->quantiles);
  command
      .Add("--order-by", options->order_by,
           "count, sum, mean, median, standard_deviation, min, max, "
           "pooled_rate, coverage, coefficient_of_variation, gini or theil, "
           "each with or without desc: 'coverage desc, mean'")
      .Type("FIELDS");
  AddLimitOption(command, options->limit, "Rows to print at most");
  AddOutputOptions(command, options->output, kQueryFormats);
  command.Run(kStatsFooter,
              [=, &session] { session.outcome = Stats(session, *options); });
}

}  // namespace nianbao::client
