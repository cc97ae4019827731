// nianbao rank: divisions in the order of an indicator.

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "client/asking/command.h"
#include "client/asking/names.h"
#include "client/asking/output_options.h"
#include "client/asking/query_options.h"
#include "client/asking/selection.h"
#include "client/asking/years.h"
#include "client/commands/commands.h"
#include "client/commands/print_query.h"
#include "client/output/rows/rank_rows.h"

namespace nianbao::client {
namespace {

constexpr char kRankFooter[] =
    R"(Divisions are ranked within each indicator, year and level, departments within
each level of their government and kind of body; COUNT says how many are, IN
SCOPE how many there are. With --latest the newest values of all are ranked in
one list, whose YEAR is that of the value. Equal values share a rank (1, 2, 2, 4).
PERCENTILE is the share of the others that a division is ahead of. With
--compare-year, RANK CHANGE is positive where a division has gained places.

Examples:
  nianbao rank --indicator litigation.cases --level county --limit 10
  nianbao rank --indicator 行政复议受理数 --within 浙江省 --level county
  nianbao rank --indicator litigation.cases --level county --latest --limit 10
  nianbao rank --indicator litigation.cases --level county --year 2020 \
    --compare-year 2019 --division 安化县,舟山市普陀区
  nianbao rank --ascending --format csv \
    --derive 'litigation.loss=100*litigation.lost/litigation.concluded')";

struct RankOptions {
  SelectionOptions selection;
  bool ascending = false;
  int compare_year = 0;
  int limit = 0;
  std::vector<std::string> divisions;
  OutputOptions output;
};

// Files of facts have one figure for each division and level, which several
// departments of one division would share.
absl::Status CheckLevels(Format format, const std::vector<v1::Level>& levels) {
  const bool departments =
      levels.empty() ||
      std::count(levels.begin(), levels.end(), v1::LEVEL_DEPARTMENT) > 0;
  if (!departments ||
      (format != Format::kSdmxCsv && format != Format::kJsonStat)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      "this format has one figure for each division and level: give --level, "
      "without department");
}

absl::StatusOr<ExitCode> Rank(const Session& session,
                              const RankOptions& options) {
  absl::Status checked =
      CheckLevels(options.output.format, options.selection.levels);
  if (!checked.ok()) return checked;
  Names names;
  std::vector<int> divisions;
  for (const std::string& text : options.divisions) {
    divisions.push_back(names.Want(v1::NAME_KIND_DIVISION, text));
  }
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection, names);
  if (!selection.ok()) return selection.status();
  v1::RankDivisionsRequest request;
  *request.mutable_selection() = *std::move(selection);
  request.set_ascending(options.ascending);
  request.set_compare_year(options.compare_year);
  request.set_limit(options.limit);
  for (const int division : divisions) request.add_divisions(names[division]);

  return PrintQuery<v1::RankDivisionsResponse>(
      session, options.output, request, RankRows(options.compare_year),
      [](const auto& response) -> const auto& { return response.divisions(); });
}

}  // namespace

void AddRank(CLI::App& app, Session& session) {
  auto options = std::make_shared<RankOptions>();
  Command command(app, "rank", "Rank divisions by an indicator");
  AddSelectionOptions(command, options->selection);
  command.AddSwitch("--ascending", options->ascending,
                    "The smallest value first");
  command
      .Add("--compare-year", options->compare_year,
           "Show ranks and values of that year, too")
      .Between(kFirstYear, kLastYear)
      .Type("YEAR");
  command
      .Add("--division", options->divisions,
           "Print these alone, ranked among all selected; several with "
           "commas")
      .Commas()
      .Type("DIVISION");
  AddLimitOption(command, options->limit,
                 "Divisions to print at most for each indicator, year, level "
                 "and kind of body");
  AddOutputOptions(command, options->output, kQueryFormats);
  command.Run(kRankFooter,
              [=, &session] { session.outcome = Rank(session, *options); });
}

}  // namespace nianbao::client
