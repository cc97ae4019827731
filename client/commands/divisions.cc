// nianbao divisions: the gazetteer.

#include <iostream>
#include <memory>

#include "absl/strings/strip.h"
#include "client/asking/choice.h"
#include "client/asking/names.h"
#include "client/asking/selection.h"
#include "client/commands/commands.h"
#include "client/output/formats/listing.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

constexpr char kFooter[] = R"(Examples:
  nianbao divisions 海淀
  nianbao divisions --within 北京市 --level county
  nianbao divisions 朝阳区 --format json)";

struct Options {
  std::string text;
  std::string within;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  Format format = Format::kTable;
};

absl::StatusOr<ExitCode> Divisions(const Session& session,
                                   const Options& options) {
  absl::StatusOr<std::string> within = ResolveDivision(session, options.within);
  if (!within.ok()) return within.status();
  v1::ListDivisionsRequest request;
  request.set_within(*within);
  request.set_level(options.level);
  request.set_text(options.text);

  Listing listing(std::cout, options.format,
                  {{"code"}, {"level"}, {"name"}, {"full_name"}});
  auto stub = session.Aggregator();
  absl::Status status = ForEachDivision(
      session, *stub, request, [&](const v1::Division& division) {
        listing.Add(
            division,
            {Text(absl::StripPrefix(division.name(), "divisions/")),
             Text(EnumLabel(v1::Level_Name(division.level()))),
             Text(division.display_name()), Text(division.full_name())});
        return true;
      });
  if (!status.ok()) return status;
  listing.Finish();
  if (listing.size() == 0) std::cerr << "nianbao: no divisions\n";
  return ExitCode::kOk;
}

}  // namespace

void AddDivisions(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "divisions", "Look up administrative divisions and their codes");
  command->add_option("TEXT", options->text,
                      "Part of the name in Simplified characters");
  command
      ->add_option("--within", options->within,
                   "Code or name of a division: it and all below it")
      ->type_name("DIVISION");
  command
      ->add_option("--level", options->level,
                   "province, prefecture, county or township")
      ->transform(Choice(LevelNames()))
      ->type_name("LEVEL");
  AddFormatOption(*command, options->format, kRowFormats);
  command->footer(kFooter);
  command->callback(
      [=, &session] { session.outcome = Divisions(session, *options); });
}

}  // namespace nianbao::client
