// nianbao divisions: the gazetteer.

#include <memory>

#include "client/asking/command.h"
#include "client/asking/names.h"
#include "client/asking/output_listing.h"
#include "client/asking/output_options.h"
#include "client/asking/selection.h"
#include "client/calls/listings.h"
#include "client/commands/commands.h"
#include "client/output/rows/catalogue_rows.h"

namespace nianbao::client {
namespace {

constexpr char kDivisionsFooter[] = R"(Examples:
  nianbao divisions 海淀
  nianbao divisions --within 北京市 --level county
  nianbao divisions 朝阳区 --format json)";

struct DivisionsOptions {
  std::string text;
  std::string within;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  OutputOptions output;
};

absl::StatusOr<ExitCode> Divisions(const Session& session,
                                   const DivisionsOptions& options) {
  absl::StatusOr<std::string> within =
      ResolveName(session, v1::NAME_KIND_DIVISION, options.within);
  if (!within.ok()) return within.status();
  v1::ListDivisionsRequest request;
  request.set_within(*within);
  request.set_level(options.level);
  request.set_text(options.text);

  const auto columns = DivisionColumns();
  absl::StatusOr<OutputListing> listing =
      OutputListing::Open(options.output, Heads(columns));
  if (!listing.ok()) return listing.status();
  absl::Status added;
  absl::Status status = ForEachDivision(
      session, session.AggregatorChannel(), request,
      [&](const v1::Division& division) {
        added = listing->Add(division, Cells(columns, division));
        return added.ok();
      });
  status.Update(added);
  if (!status.ok()) return status;
  status = listing->Finish();
  if (!status.ok()) return status;
  if (listing->size() == 0) {
    PrintNothingFound("no divisions", "没有这样的行政区划");
  }
  return ExitCode::kOk;
}

}  // namespace

void AddDivisions(CLI::App& app, Session& session) {
  auto options = std::make_shared<DivisionsOptions>();
  Command command(app, "divisions",
                  "Look up administrative divisions and their codes");
  command.Add("TEXT", options->text,
              "Part of the name in Simplified characters");
  command
      .Add("--within", options->within,
           "Code or name of a division: it and all below it")
      .Type("DIVISION");
  command
      .AddWords("--level", options->level, LevelWords(),
                "province, prefecture, county or township")
      .Type("LEVEL");
  AddOutputOptions(command, options->output, kRowFormats);
  command.Run(kDivisionsFooter, [=, &session] {
    session.outcome = Divisions(session, *options);
  });
}

}  // namespace nianbao::client
