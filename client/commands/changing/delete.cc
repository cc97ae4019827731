// nianbao delete: reports that shall not count any more.

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/substitute.h"
#include "client/asking/command.h"
#include "client/asking/names.h"
#include "client/calls/changes.h"
#include "client/calls/interrupt.h"
#include "client/commands/changing/changing.h"
#include "client/output/language.h"

namespace nianbao::client {
namespace {

constexpr char kDeleteFooter[] =
    R"(REPORT is a name as `nianbao reports` lists it, with or without "reports/", or
a beginning that no other report shares. All are looked for before the first is
deleted. Questions with --as-of a moment before still see them; so does nothing
else. What was corrected of a report is kept for when it is stored again.

Examples:
  nianbao delete 110108-2020
  nianbao delete 110108-2020-3f9a2c1b5d6e7f80 110108-2019-77c0e2a91b3d4f65)";

absl::StatusOr<ExitCode> Delete(const Session& session,
                                const std::vector<std::string>& reports) {
  CatchInterrupt();
  std::vector<std::string> names;
  for (const std::string& report : reports) {
    absl::StatusOr<std::string> name =
        ResolveName(session, v1::NAME_KIND_REPORT, report);
    if (!name.ok()) return name.status();
    names.push_back(*std::move(name));
  }
  const Channel aggregator = session.AggregatorChannel();
  size_t deleted = 0;
  absl::Status status;
  for (const std::string& name : names) {
    if (Interrupted()) break;
    status = DeleteReport(session, aggregator, name);
    if (!status.ok()) break;
    std::cout << name << "\n";
    ++deleted;
  }
  std::cout << absl::Substitute(Told("$0 deleted\n", "删除 $0 份\n"), deleted);
  if (!status.ok()) return status;
  return deleted < names.size() ? ExitCode::kInterrupted : ExitCode::kOk;
}

}  // namespace

void AddDelete(CLI::App& app, Session& session) {
  auto reports = std::make_shared<std::vector<std::string>>();
  Command command(app, "delete", "Delete stored reports");
  command.Add("REPORT", *reports, "Names or beginnings of them").Required();
  command.Run(kDeleteFooter,
              [=, &session] { session.outcome = Delete(session, *reports); });
}

}  // namespace nianbao::client
