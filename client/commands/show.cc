// nianbao show: one stored report, whole.

#include <memory>

#include "client/asking/command.h"
#include "client/asking/names.h"
#include "client/asking/output_options.h"
#include "client/calls/listings.h"
#include "client/commands/commands.h"
#include "client/output/rows/report_view.h"

namespace nianbao::client {
namespace {

constexpr char kShowFooter[] =
    R"(REPORT is a name as `nianbao reports` lists it, with or without "reports/", or
a beginning that no other report shares.

Examples:
  nianbao show 110108-2020
  nianbao show 110108-2020 --format json)";

struct ShowOptions {
  std::string report;
  OutputOptions output;
};

absl::StatusOr<ExitCode> Show(const Session& session,
                              const ShowOptions& options) {
  absl::StatusOr<std::string> name =
      ResolveName(session, v1::NAME_KIND_REPORT, options.report);
  if (!name.ok()) return name.status();
  absl::StatusOr<v1::Report> report = GetReport(session, *name);
  if (!report.ok()) return report.status();
  absl::StatusOr<std::unique_ptr<Destination>> to =
      OpenDestination(options.output);
  if (!to.ok()) return to.status();
  ReportPrinter printer((*to)->stream(), (*to)->screen(), options.output);
  printer.Print(*report);
  printer.Finish();
  const absl::Status closed = (*to)->Close();
  if (!closed.ok()) return closed;
  return ExitCode::kOk;
}

}  // namespace

void AddShow(CLI::App& app, Session& session) {
  auto options = std::make_shared<ShowOptions>();
  Command command(
      app, "show",
      "Print a stored report with its observations and diagnostics");
  command.Add("REPORT", options->report, "Name or beginning of it").Required();
  AddReportOutputOptions(command, options->output);
  command.Run(kShowFooter,
              [=, &session] { session.outcome = Show(session, *options); });
}

}  // namespace nianbao::client
