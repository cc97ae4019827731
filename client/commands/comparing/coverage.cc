// nianbao coverage: who reports what.

#include <memory>

#include "absl/algorithm/container.h"
#include "client/asking/command.h"
#include "client/asking/output_listing.h"
#include "client/asking/output_options.h"
#include "client/asking/query_options.h"
#include "client/asking/selection.h"
#include "client/calls/queries.h"
#include "client/commands/comparing/comparing.h"
#include "client/commands/comparing/coverage_rows.h"

namespace nianbao::client {
namespace {

constexpr char kCoverageFooter[] =
    R"(How many divisions reported, by province unless --by says otherwise, of those
that there are (IN SCOPE). WITH REPORT have a stored report of the year; with
--indicator or --by indicator there is a row for each, and REPORTED gave that
figure. COVERAGE is the share: of the divisions that reported the indicator, or
have a report where rows are not of indicators. Governments are counted;
departments with --level department. Places without any figure have no row.

Examples:
  nianbao coverage --level county --year 2023
  nianbao coverage --level county --year 2019..2023 --by year
  nianbao coverage --indicator litigation --within 浙江省 --by prefecture
  nianbao coverage --level county --year 2023 --by indicator --format csv)";

struct CoverageOptions {
  SelectionOptions selection;
  GroupingOptions grouping;
  OutputOptions output;
};

// Whether there is a row for each indicator.
bool IsByIndicator(const CoverageOptions& options) {
  return !options.selection.indicators.empty() ||
         absl::c_linear_search(options.grouping.by, v1::DIMENSION_INDICATOR);
}

absl::StatusOr<v1::QueryStatisticsRequest> CoverageRequest(
    const Session& session, const CoverageOptions& options) {
  absl::StatusOr<v1::Selection> selection =
      ResolveSelection(session, options.selection);
  if (!selection.ok()) return selection.status();
  v1::QueryStatisticsRequest request;
  *request.mutable_selection() = *std::move(selection);
  if (request.selection().levels().empty() &&
      request.selection().bodies().empty()) {
    for (const v1::Level level : {v1::LEVEL_PROVINCE, v1::LEVEL_PREFECTURE,
                                  v1::LEVEL_COUNTY, v1::LEVEL_TOWNSHIP}) {
      request.mutable_selection()->add_levels(level);
    }
  }
  SetGrouping(options.grouping, request);
  if (options.grouping.by.empty()) {
    request.add_group_by(v1::DIMENSION_PROVINCE);
  }
  for (const char* const path :
       {"group", "divisions_in_scope", "divisions_with_report",
        "divisions_reporting", "coverage"}) {
    request.mutable_read_mask()->add_paths(path);
  }
  return request;
}

absl::StatusOr<ExitCode> Coverage(const Session& session,
                                  const CoverageOptions& options) {
  const absl::StatusOr<v1::QueryStatisticsRequest> request =
      CoverageRequest(session, options);
  if (!request.ok()) return request.status();
  const bool by_indicator = IsByIndicator(options);
  const auto columns = CoverageColumns(by_indicator);
  absl::StatusOr<OutputListing> listing =
      OutputListing::Open(options.output, Heads(columns));
  if (!listing.ok()) return listing.status();
  absl::Status printed;
  const auto print = [&](const v1::Statistics& row) {
    if (printed.ok()) printed = listing->Add(row, Cells(columns, row));
  };
  ReportCoverage together;
  const absl::Status asked = AskAggregator(
      session, *request, [&](const v1::QueryStatisticsResponse& response) {
        for (const v1::Statistics& row : response.statistics()) {
          if (by_indicator) {
            print(row);
          } else {
            together.Add(row);
          }
        }
        return printed.ok();
      });
  if (printed.ok() && !asked.ok()) return asked;
  for (const v1::Statistics& row : together.Rows()) print(row);
  if (printed.ok()) printed = listing->Finish();
  if (!printed.ok()) return printed;
  if (listing->size() == 0) {
    PrintNothingFound("no observations", "没有符合条件的数字");
  }
  return ExitCode::kOk;
}

}  // namespace

void AddCoverage(CLI::App& app, Session& session) {
  auto options = std::make_shared<CoverageOptions>();
  Command command(app, "coverage", "Who reports what: divisions of how many");
  AddSelectionOptions(command, options->selection);
  command.Remove("--derive");
  AddGroupingOptions(command, options->grouping);
  AddOutputOptions(command, options->output, kRowFormats);
  command.Run(kCoverageFooter,
              [=, &session] { session.outcome = Coverage(session, *options); });
}

}  // namespace nianbao::client
