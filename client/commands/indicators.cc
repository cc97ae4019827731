// nianbao indicators: the catalogue.

#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/asking/names.h"
#include "client/commands/commands.h"
#include "client/output/formats/listing.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

constexpr char kFooter[] = R"(Examples:
  nianbao indicators
  nianbao indicators reconsideration --format json)";

struct Options {
  std::string family;
  Format format = Format::kTable;
};

absl::StatusOr<ExitCode> Indicators(const Session& session,
                                    const Options& options) {
  std::string family;
  if (!options.family.empty()) {
    absl::StatusOr<std::string> resolved =
        ResolveIndicator(session, options.family);
    if (!resolved.ok()) return resolved.status();
    family = *std::move(resolved);
  }
  absl::StatusOr<std::vector<v1::Indicator>> indicators =
      ListIndicators(session, family);
  if (!indicators.ok()) return indicators.status();

  Listing listing(std::cout, options.format,
                  {{"indicator"},
                   {"name"},
                   {"english_name"},
                   {"unit"},
                   {"measure"},
                   {"numerator"},
                   {"denominator"}});
  for (const v1::Indicator& i : *indicators) {
    listing.Add(i, {Text(absl::StripPrefix(i.name(), "indicators/")),
                    Text(i.display_name_zh()), Text(i.display_name_en()),
                    Text(i.unit()),
                    Text(EnumLabel(v1::Indicator::Measure_Name(i.measure()))),
                    Text(absl::StripPrefix(i.numerator(), "indicators/")),
                    Text(absl::StripPrefix(i.denominator(), "indicators/"))});
  }
  listing.Finish();
  return ExitCode::kOk;
}

}  // namespace

void AddIndicators(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("indicators", "List the catalogue of indicators");
  command->add_option("FAMILY", options->family,
                      "Family or id; all when left out");
  AddFormatOption(*command, options->format, kRowFormats);
  command->footer(kFooter);
  command->callback(
      [=, &session] { session.outcome = Indicators(session, *options); });
}

}  // namespace nianbao::client
