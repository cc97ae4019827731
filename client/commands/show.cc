// nianbao show: one stored report, whole.

#include <iostream>
#include <memory>

#include "client/asking/names.h"
#include "client/commands/commands.h"
#include "client/output/rows/report_view.h"

namespace nianbao::client {
namespace {

constexpr char kFooter[] =
    R"(REPORT is a name as `nianbao reports` lists it, with or without "reports/", or
a beginning that no other report shares.

Examples:
  nianbao show 110108-2020
  nianbao show 110108-2020 --format json)";

struct Options {
  std::string report;
  Format format = Format::kTable;
};

absl::StatusOr<ExitCode> Show(const Session& session, const Options& options) {
  absl::StatusOr<std::string> name = ResolveReport(session, options.report);
  if (!name.ok()) return name.status();
  v1::GetReportRequest request;
  request.set_name(*name);
  v1::GetReportResponse response;
  grpc::ClientContext context;
  SetDeadline(context, kCallDeadline);
  absl::Status status = session.AggregatorStatus(
      session.Aggregator()->GetReport(&context, request, &response));
  if (!status.ok()) return status;
  ReportPrinter printer(std::cout, options.format);
  printer.Print(response.report());
  printer.Finish();
  return ExitCode::kOk;
}

}  // namespace

void AddShow(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "show", "Print a stored report with its observations and diagnostics");
  command->add_option("REPORT", options->report, "Name or beginning of it")
      ->required();
  AddFormatOption(*command, options->format, kReportFormats);
  command->footer(kFooter);
  command->callback(
      [=, &session] { session.outcome = Show(session, *options); });
}

}  // namespace nianbao::client
