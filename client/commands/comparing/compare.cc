// nianbao compare: divisions side by side.

#include <memory>
#include <string>
#include <vector>

#include "client/asking/command.h"
#include "client/asking/names.h"
#include "client/asking/output_listing.h"
#include "client/asking/output_options.h"
#include "client/asking/query_options.h"
#include "client/asking/selection.h"
#include "client/calls/listings.h"
#include "client/calls/queries.h"
#include "client/commands/comparing/comparing.h"
#include "client/commands/comparing/comparison.h"
#include "client/commands/comparing/comparison_rows.h"

namespace nianbao::client {
namespace {

constexpr char kCompareFooter[] =
    R"(A row for each indicator, a column for each division; its own government's
figures, not those of its departments. Without --year a row is of the newest year
in which the most of the divisions have a figure; with --year there is a row a
year. Divisions of several levels have rows of their own, as one level's figures
hold those below. --peers adds how many divisions of that level within a province
(or any other division) have a figure, their median, and each one's rank among
them, the largest first. JSON names the observation of each value, for `nianbao
evidence`.

Examples:
  nianbao compare 海淀区 北京朝阳 北京西城
  nianbao compare 海淀区 北京朝阳 --indicator reconsideration --year 2023
  nianbao compare 海淀区 北京朝阳 --peers 北京市 --indicator litigation
  nianbao compare 杭州市 宁波市 --year 2019..2023 --format csv)";

struct CompareOptions {
  std::vector<std::string> divisions;
  SelectionOptions selection;
  std::string peers;
  bool ascending = false;
  OutputOptions output;
};

// What is compared, as the aggregator knows it.
struct Compared {
  v1::Selection selection;
  std::vector<v1::Division> divisions;
  // Empty without peers.
  std::string peers;
};

absl::StatusOr<Compared> ResolveCompared(const Session& session,
                                         const CompareOptions& options) {
  if (options.divisions.size() < 2) {
    return absl::InvalidArgumentError(
        "name two divisions or more to compare; `nianbao search` finds them");
  }
  Names names;
  std::vector<int> numbers;
  for (const std::string& text : options.divisions) {
    numbers.push_back(names.Want(v1::NAME_KIND_DIVISION, text));
  }
  const int peers = names.Want(v1::NAME_KIND_DIVISION, options.peers);
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection, names);
  if (!selection.ok()) return selection.status();
  Compared compared;
  compared.selection = *std::move(selection);
  for (const v1::Level level : {v1::LEVEL_PROVINCE, v1::LEVEL_PREFECTURE,
                                v1::LEVEL_COUNTY, v1::LEVEL_TOWNSHIP}) {
    compared.selection.add_levels(level);
  }
  compared.peers = names[peers];
  for (const int number : numbers) {
    absl::StatusOr<v1::Division> division = GetDivision(session, names[number]);
    if (!division.ok()) return division.status();
    compared.divisions.push_back(*std::move(division));
  }
  return compared;
}

// The divisions ranked within their own areas, or among their peers.
v1::RankDivisionsRequest RankRequest(const Compared& compared, bool among_peers,
                                     bool ascending) {
  v1::RankDivisionsRequest request;
  *request.mutable_selection() = compared.selection;
  request.set_ascending(ascending);
  for (const v1::Division& division : compared.divisions) {
    request.add_divisions(division.name());
    if (!among_peers) {
      request.mutable_selection()->add_within(division.name());
    }
  }
  if (among_peers) request.mutable_selection()->add_within(compared.peers);
  return request;
}

absl::Status AskForPeers(const Session& session, const Compared& compared,
                         bool ascending, Comparison& comparison) {
  const absl::Status ranked = AskAggregator(
      session, RankRequest(compared, /*among_peers=*/true, ascending),
      [&](const v1::RankDivisionsResponse& response) {
        for (const auto& division : response.divisions()) {
          comparison.AddRank(division);
        }
        return true;
      });
  if (!ranked.ok()) return ranked;
  v1::QueryStatisticsRequest request;
  *request.mutable_selection() = compared.selection;
  request.mutable_selection()->add_within(compared.peers);
  for (const char* const path : {"group", "count", "median"}) {
    request.mutable_read_mask()->add_paths(path);
  }
  return AskAggregator(session, request,
                       [&](const v1::QueryStatisticsResponse& response) {
                         for (const auto& statistics : response.statistics()) {
                           comparison.AddPeers(statistics);
                         }
                         return true;
                       });
}

absl::StatusOr<ExitCode> Compare(const Session& session,
                                 const CompareOptions& options) {
  const absl::StatusOr<Compared> compared = ResolveCompared(session, options);
  if (!compared.ok()) return compared.status();
  const bool with_peers = !compared->peers.empty();
  Comparison comparison;
  absl::Status asked = AskAggregator(
      session, RankRequest(*compared, /*among_peers=*/false, options.ascending),
      [&](const v1::RankDivisionsResponse& response) {
        for (const auto& division : response.divisions()) {
          comparison.AddValue(division);
        }
        return true;
      });
  if (asked.ok() && with_peers) {
    asked = AskForPeers(session, *compared, options.ascending, comparison);
  }
  if (!asked.ok()) return asked;

  const auto columns = ComparisonColumns(compared->divisions, with_peers);
  absl::StatusOr<OutputListing> listing =
      OutputListing::Open(options.output, Heads(columns));
  if (!listing.ok()) return listing.status();
  const bool all_years = !options.selection.years.empty();
  for (const ComparisonRow& row : comparison.Rows(all_years)) {
    const absl::Status added =
        listing->Add(ComparisonMessage(row, with_peers), Cells(columns, row));
    if (!added.ok()) return added;
  }
  const absl::Status finished = listing->Finish();
  if (!finished.ok()) return finished;
  if (listing->size() == 0) {
    PrintNothingFound("no observations", "没有符合条件的数字");
  }
  return ExitCode::kOk;
}

}  // namespace

void AddCompare(CLI::App& app, Session& session) {
  auto options = std::make_shared<CompareOptions>();
  Command command(app, "compare", "Set divisions side by side");
  command.Add("DIVISION", options->divisions, "Codes or names of divisions")
      .Required();
  AddSelectionOptions(command, options->selection);
  for (const char* const flag :
       {"--within", "--level", "--body", "--government-level", "--latest",
        "--include-unidentified"}) {
    command.Remove(flag);
  }
  command
      .Add("--peers", options->peers,
           "Also the median and ranks among the divisions within this one")
      .Type("DIVISION");
  command.AddSwitch("--ascending", options->ascending,
                    "Rank the smallest value first");
  AddOutputOptions(command, options->output, kRowFormats);
  command.Run(kCompareFooter,
              [=, &session] { session.outcome = Compare(session, *options); });
}

}  // namespace nianbao::client
