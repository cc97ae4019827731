// nianbao reports: what is stored.

#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/asking/choice.h"
#include "client/asking/moment.h"
#include "client/asking/names.h"
#include "client/asking/selection.h"
#include "client/commands/commands.h"
#include "client/output/formats/listing.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

constexpr char kFooter[] =
    R"(COUNTED is "no" where a newer report of the same issuer, year and type from
another source stands for it in statistics.

Examples:
  nianbao reports --within 北京市 --year 2020
  nianbao reports --level township --format csv
  nianbao reports --updated-after 2024-05-01T12:00:00+08:00)";

struct Options {
  std::string within;
  int year = 0;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  std::string updated_after;
  Format format = Format::kTable;
};

std::vector<Cell> Row(const v1::ReportSummary& summary) {
  const v1::Report& report = summary.report();
  return {Text(absl::StripPrefix(report.name(), "reports/")),
          Text(report.year() == 0 ? "" : absl::StrCat(report.year())),
          Text(EnumLabel(v1::Level_Name(report.issuer().level()))),
          Text(report.issuer().division_code()),
          Text(report.issuer().name()),
          Text(report.publish_date()),
          Count(summary.observation_count()),
          Count(summary.diagnostic_count()),
          Text(summary.counted() ? "yes" : "no"),
          Text(report.source_uri())};
}

absl::StatusOr<ExitCode> Reports(const Session& session,
                                 const Options& options) {
  absl::StatusOr<std::string> within = ResolveDivision(session, options.within);
  if (!within.ok()) return within.status();
  v1::ListReportsRequest request;
  request.set_within(*within);
  request.set_year(options.year);
  request.set_level(options.level);
  if (!options.updated_after.empty()) {
    absl::StatusOr<google::protobuf::Timestamp> moment =
        ParseMoment(options.updated_after);
    if (!moment.ok()) return moment.status();
    *request.mutable_updated_after() = *std::move(moment);
  }

  using Align = Column::Align;
  Listing listing(std::cout, options.format,
                  {{"report"},
                   {"year", Align::kRight},
                   {"level"},
                   {"division"},
                   {"issuer"},
                   {"published"},
                   {"observations", Align::kRight},
                   {"diagnostics", Align::kRight},
                   {"counted"},
                   {"source"}});
  auto stub = session.Aggregator();
  absl::Status status = ForEachReport(session, *stub, request,
                                      [&](const v1::ReportSummary& summary) {
                                        listing.Add(summary, Row(summary));
                                        return true;
                                      });
  if (!status.ok()) return status;
  listing.Finish();
  if (listing.size() == 0) std::cerr << "nianbao: no reports\n";
  return ExitCode::kOk;
}

}  // namespace

void AddReports(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("reports", "List stored reports");
  command
      ->add_option("--within", options->within,
                   "Code or name of a division: it and all below it")
      ->type_name("DIVISION");
  command->add_option("--year", options->year, "Year reported on")
      ->check(CLI::Range(1949, 2199).description(""))
      ->type_name("YEAR");
  command
      ->add_option("--level", options->level,
                   "province, prefecture, county, township or department")
      ->transform(Choice(LevelNames()))
      ->type_name("LEVEL");
  command
      ->add_option("--updated-after", options->updated_after,
                   "Only reports stored after that moment: 2024-05-01 or "
                   "2024-05-01T12:00:00+08:00")
      ->type_name("TIME");
  AddFormatOption(*command, options->format, kRowFormats);
  command->footer(kFooter);
  command->callback(
      [=, &session] { session.outcome = Reports(session, *options); });
}

}  // namespace nianbao::client
