// nianbao prune: reports whose files are no longer there.

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/archives/member_path.h"
#include "client/asking/command.h"
#include "client/calls/changes.h"
#include "client/calls/interrupt.h"
#include "client/calls/listings.h"
#include "client/commands/changing/changing.h"
#include "client/output/language.h"
#include "client/output/paths.h"

namespace nianbao::client {
namespace {

namespace fs = std::filesystem;

constexpr char kPruneFooter[] =
    R"(Deletes the reports that were stored from files in and below FOLDER which are
not there any more, as `nianbao delete` does. FOLDER itself must be there: a
disk that is not mounted must not empty the store. A folder that was moved needs
no pruning: `nianbao ingest` of it finds the same reports. Members of an archive
are gone when the archive is.

Examples:
  nianbao prune reports/ --dry-run
  nianbao prune reports/)";

struct PruneOptions {
  std::string folder;
  bool dry_run = false;
};

struct Stored {
  std::string name;
  std::string path;
};

// The folder's absolute path with a slash at its end, as paths of files in it
// begin. NOT_FOUND when it is no folder.
absl::StatusOr<std::string> PathOf(const std::string& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return absl::NotFoundError(absl::StrCat("no folder ", folder));
  }
  std::string path = fs::absolute(folder).lexically_normal().string();
  if (!absl::EndsWith(path, "/")) path += "/";
  return path;
}

// Reports whose files in the folder are gone. An error where nobody can tell.
absl::StatusOr<std::vector<Stored>> FindGone(const Session& session,
                                             const std::string& folder) {
  std::vector<Stored> gone;
  absl::Status unknown;
  absl::Status status = ForEachReport(
      session, session.AggregatorChannel(), v1::ListReportsRequest(),
      [&](const v1::ReportSummary& summary) {
        const v1::Report& report = summary.report();
        std::string path = PathOfSource(report.source_uri());
        if (!absl::StartsWith(path, folder)) return true;
        std::error_code error;
        const bool is_there = fs::exists(path, error);
        if (error) {
          unknown = absl::PermissionDeniedError(
              absl::StrCat(ReadablePath(path), ": ", error.message()));
          return false;
        }
        if (!is_there && ArchiveOfPath(path).empty())
          gone.push_back({report.name(), std::move(path)});
        return true;
      });
  status.Update(unknown);
  if (!status.ok()) return status;
  return gone;
}

absl::StatusOr<ExitCode> Prune(const Session& session,
                               const PruneOptions& options) {
  CatchInterrupt();
  absl::StatusOr<std::string> folder = PathOf(options.folder);
  if (!folder.ok()) return folder.status();
  absl::StatusOr<std::vector<Stored>> gone = FindGone(session, *folder);
  if (!gone.ok()) return gone.status();
  const Channel aggregator = session.AggregatorChannel();
  size_t done = 0;
  absl::Status status;
  for (const Stored& report : *gone) {
    if (Interrupted()) break;
    if (!options.dry_run) {
      status = DeleteReport(session, aggregator, report.name);
      // Somebody else may have deleted it meanwhile.
      if (absl::IsNotFound(status)) status = absl::OkStatus();
      if (!status.ok()) break;
    }
    std::cout << report.name << "  " << ReadablePath(report.path) << "\n";
    ++done;
  }
  std::cout << absl::Substitute(options.dry_run
                                    ? Told("$0 to delete\n", "将删除 $0 份\n")
                                    : Told("$0 deleted\n", "删除 $0 份\n"),
                                done);
  if (!status.ok()) return status;
  return done < gone->size() ? ExitCode::kInterrupted : ExitCode::kOk;
}

}  // namespace

void AddPrune(CLI::App& app, Session& session) {
  auto options = std::make_shared<PruneOptions>();
  Command command(app, "prune", "Delete reports whose files are gone");
  command.Add("FOLDER", options->folder, "Where the files were").Required();
  command.AddSwitch("--dry-run", options->dry_run,
                    "List what would be deleted, and delete nothing");
  command.Run(kPruneFooter,
              [=, &session] { session.outcome = Prune(session, *options); });
}

}  // namespace nianbao::client
