// nianbao indicators: the catalogue.

#include <memory>

#include "client/asking/command.h"
#include "client/asking/names.h"
#include "client/asking/output_listing.h"
#include "client/asking/output_options.h"
#include "client/calls/listings.h"
#include "client/commands/commands.h"
#include "client/output/rows/catalogue_rows.h"

namespace nianbao::client {
namespace {

constexpr char kIndicatorsFooter[] = R"(Examples:
  nianbao indicators
  nianbao indicators reconsideration --format json)";

struct IndicatorsOptions {
  std::string family;
  OutputOptions output;
};

absl::StatusOr<ExitCode> Indicators(const Session& session,
                                    const IndicatorsOptions& options) {
  // A single indicator is asked for like a family: what it names is all that
  // the aggregator lists.
  absl::StatusOr<std::string> family =
      ResolveName(session, v1::NAME_KIND_INDICATOR, options.family);
  if (!family.ok()) return family.status();
  absl::StatusOr<std::vector<v1::Indicator>> indicators =
      ListIndicators(session, *family);
  if (!indicators.ok()) return indicators.status();

  const auto columns = IndicatorColumns();
  absl::StatusOr<OutputListing> listing =
      OutputListing::Open(options.output, Heads(columns));
  if (!listing.ok()) return listing.status();
  for (const v1::Indicator& indicator : *indicators) {
    const absl::Status added =
        listing->Add(indicator, Cells(columns, indicator));
    if (!added.ok()) return added;
  }
  absl::Status status = listing->Finish();
  if (!status.ok()) return status;
  return ExitCode::kOk;
}

}  // namespace

void AddIndicators(CLI::App& app, Session& session) {
  auto options = std::make_shared<IndicatorsOptions>();
  Command command(app, "indicators", "List the catalogue of indicators");
  command.Add("FAMILY", options->family, "Family or id; all when left out");
  AddOutputOptions(command, options->output, kRowFormats);
  command.Run(kIndicatorsFooter, [=, &session] {
    session.outcome = Indicators(session, *options);
  });
}

}  // namespace nianbao::client
