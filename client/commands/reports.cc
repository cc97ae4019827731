// nianbao reports: what is stored.

#include <memory>
#include <string>
#include <vector>

#include "client/asking/command.h"
#include "client/asking/moment.h"
#include "client/asking/names.h"
#include "client/asking/output_listing.h"
#include "client/asking/output_options.h"
#include "client/asking/selection.h"
#include "client/asking/years.h"
#include "client/calls/listings.h"
#include "client/commands/commands.h"
#include "client/output/rows/report_rows.h"
#include "client/output/rows/report_type.h"

namespace nianbao::client {
namespace {

constexpr char kReportsFooter[] =
    R"(COUNTED is "no" where a newer report of the same issuer, year and type from
another source stands for it in statistics. TYPE is left empty for rule-of-law
reports, those of which queries speak when they name no type.

Examples:
  nianbao reports --within 北京市 --year 2020
  nianbao reports --within 北京市,天津市 --type disclosure
  nianbao reports --level township --format csv
  nianbao reports --updated-after 2024-05-01T12:00:00+08:00)";

struct ReportsOptions {
  std::vector<std::string> within;
  v1::Report::Type type = v1::Report::TYPE_UNSPECIFIED;
  int year = 0;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  std::string updated_after;
  OutputOptions output;
};

absl::StatusOr<ExitCode> Reports(const Session& session,
                                 const ReportsOptions& options) {
  Names names;
  std::vector<int> within;
  for (const std::string& text : options.within) {
    within.push_back(names.Want(v1::NAME_KIND_DIVISION, text));
  }
  const absl::Status resolved = names.Resolve(session);
  if (!resolved.ok()) return resolved;
  v1::ListReportsRequest request;
  for (const int division : within) request.add_within(names[division]);
  request.set_type(options.type);
  request.set_year(options.year);
  request.set_level(options.level);
  if (!options.updated_after.empty()) {
    absl::StatusOr<google::protobuf::Timestamp> moment =
        ParseMoment(options.updated_after);
    if (!moment.ok()) return moment.status();
    *request.mutable_updated_after() = *std::move(moment);
  }

  const auto columns = ReportColumns();
  absl::StatusOr<OutputListing> listing =
      OutputListing::Open(options.output, Heads(columns));
  if (!listing.ok()) return listing.status();
  absl::Status added;
  absl::Status status =
      ForEachReport(session, session.AggregatorChannel(), request,
                    [&](const v1::ReportSummary& summary) {
                      added = listing->Add(summary, Cells(columns, summary));
                      return added.ok();
                    });
  status.Update(added);
  if (!status.ok()) return status;
  status = listing->Finish();
  if (!status.ok()) return status;
  if (listing->size() == 0) {
    PrintNothingFound("no reports", "没有符合条件的报告");
  }
  return ExitCode::kOk;
}

}  // namespace

void AddReports(CLI::App& app, Session& session) {
  auto options = std::make_shared<ReportsOptions>();
  Command command(app, "reports", "List stored reports");
  command.Add("--within", options->within, kWithinHelp)
      .Commas()
      .Type("DIVISION");
  command
      .AddWords("--type", options->type, ReportTypeWords(),
                "Type of the reports: rule-of-law (法治), disclosure "
                "(信息公开), government-work (政府工作) or other (其他); all "
                "when left out")
      .Type("TYPE");
  command.Add("--year", options->year, "Year reported on")
      .Between(kFirstYear, kLastYear)
      .Type("YEAR");
  command
      .AddWords("--level", options->level, LevelWords(),
                "province, prefecture, county, township or department")
      .Type("LEVEL");
  command
      .Add("--updated-after", options->updated_after,
           "Only reports stored after that moment: 2024-05-01 or "
           "2024-05-01T12:00:00+08:00")
      .Type("TIME");
  AddOutputOptions(command, options->output, kRowFormats);
  command.Run(kReportsFooter,
              [=, &session] { session.outcome = Reports(session, *options); });
}

}  // namespace nianbao::client
