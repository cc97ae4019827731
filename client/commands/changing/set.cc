// nianbao set: corrections of what was read of a report.

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "client/asking/command.h"
#include "client/asking/correction.h"
#include "client/asking/names.h"
#include "client/calls/changes.h"
#include "client/commands/changing/changing.h"
#include "client/output/printable.h"

namespace nianbao::client {
namespace {

constexpr char kSetFooter[] =
    R"(REPORT is a name as `nianbao reports` lists it, or a beginning that no other
report shares; the name stays what it is. Fields:

  issuer     a division by code or name: its government; any other text: the
             name of the body alone
  division   code or name of the division that a department is of
  level      province, prefecture, county, township or department
  year       the year reported on; figures whose sentences print no year move
             with it
  type       rule-of-law, disclosure, government-work or other
  published  YYYY-MM-DD

Corrections are kept beside what was read, count at once, and stay when the same
document is read or stored again. `nianbao show` lists them, --undo takes them
back, and questions with --as-of a moment before do not see them.

Examples:
  nianbao set 110108-2020 year=2021
  nianbao set unknown-2020 issuer=北京市海淀区
  nianbao set 110108-2020 issuer=海淀区司法局 level=department
  nianbao set 110108-2020 --undo year,issuer)";

struct SetOptions {
  std::string report;
  std::vector<std::string> assignments;
  std::vector<std::string> undo;
};

absl::StatusOr<ExitCode> Set(const Session& session,
                             const SetOptions& options) {
  if (options.assignments.empty() == options.undo.empty()) {
    return absl::InvalidArgumentError(
        "set takes either FIELD=VALUE or --undo FIELD");
  }
  v1::UpdateReportRequest request;
  request.set_revert(!options.undo.empty());
  absl::Status status = AddFields(options.undo, request);
  if (status.ok()) {
    status = AddAssignments(session, options.assignments, request);
  }
  if (!status.ok()) return status;
  absl::StatusOr<std::string> name =
      ResolveName(session, v1::NAME_KIND_REPORT, options.report);
  if (!name.ok()) return name.status();
  request.mutable_report()->set_name(*name);
  absl::StatusOr<v1::Report> report = UpdateReport(session, request);
  if (!report.ok()) return report.status();
  std::cout << report->name() << "\n";
  for (const v1::Correction& correction : report->corrections()) {
    if (correction.has_end_time()) continue;
    std::cout << "  " << correction.field() << "  "
              << Printable(correction.read_value()) << " -> "
              << Printable(correction.value()) << "\n";
  }
  return ExitCode::kOk;
}

}  // namespace

void AddSet(CLI::App& app, Session& session) {
  auto options = std::make_shared<SetOptions>();
  Command command(app, "set", "Correct what was read of a stored report");
  command.Add("REPORT", options->report, "Name or beginning of it").Required();
  command.Add("CORRECTION", options->assignments, "FIELD=VALUE");
  command
      .Add("--undo", options->undo,
           "Take the corrections of these fields back: year,issuer")
      .Commas()
      .Type("FIELD");
  command.Run(kSetFooter,
              [=, &session] { session.outcome = Set(session, *options); });
}

}  // namespace nianbao::client
