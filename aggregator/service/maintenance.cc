#include "aggregator/service/maintenance.h"

#include <iostream>
#include <string>

#include "CLI/CLI.hpp"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "aggregator/store/sqlite/database/schema.h"
#include "aggregator/store/sqlite/upkeep/backup.h"
#include "aggregator/store/sqlite/upkeep/integrity.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

constexpr absl::Duration kProgressPeriod = absl::Seconds(1);

constexpr char kVerifyFooter[] =
    R"(Reads the whole file and changes nothing; a server may have it open.
Exits with 1 and says what is wrong when something is.

Example:
  nianbao-aggregator verify --db nianbao.db)";
constexpr char kBackupFooter[] =
    R"(A server may go on reading and writing. The copy is one file, as the database
was at one moment; it appears under its name when it is complete, in the place
of an earlier one of that name.

Example:
  nianbao-aggregator backup --db nianbao.db --to /backup/nianbao-2024-05-01.db)";
constexpr char kRestoreFooter[] =
    R"(Verifies the backup first. The server of the database must have ended.

Examples:
  nianbao-aggregator restore --db nianbao.db --from /backup/nianbao.db
  nianbao-aggregator restore --db nianbao.db --from /backup/nianbao.db --replace)";

struct Options {
  std::string db;
  std::string other;
  bool replace = false;
};

std::ostream& Say() { return std::cerr << "nianbao-aggregator: "; }

// Says how far a copy is, unless it was said, at `said`, within a second.
void SayCopied(int copied, int total, absl::Time& said) {
  if (total == 0 || absl::Now() - said < kProgressPeriod) return;
  said = absl::Now();
  Say() << "copied " << int64_t{100} * copied / total << " %\n";
}

absl::Status RunVerify(const std::string& path) {
  absl::StatusOr<Verification> found = Verify(
      path, [](const std::string& progress) { Say() << progress << "\n"; });
  if (!found.ok()) {
    return absl::Status(found.status().code(),
                        absl::StrCat(path, ": ", found.status().message()));
  }
  for (const std::string& problem : found->problems) {
    Say() << problem << "\n";
  }
  if (!found->problems.empty()) {
    return absl::DataLossError(
        absl::StrCat(path, " is damaged: ",
                     found->problems.size() < kMaxProblems ? "" : "at least ",
                     found->problems.size(), " problems"));
  }
  if (found->version != 0 && found->version < kSchemaVersion) {
    std::cout << path << " has sound pages; its schema version "
              << found->version << " is upgraded by the next start, which "
              << "looks at its reports" << std::endl;
    return absl::OkStatus();
  }
  std::cout << path << " is sound: " << found->reports << " reports, "
            << found->observations << " observations" << std::endl;
  return absl::OkStatus();
}

absl::Status RunBackup(const Options& options) {
  absl::Time said = absl::Now();
  return Backup(options.db, options.other, [&said](int copied, int total) {
    SayCopied(copied, total, said);
  });
}

absl::Status RunRestore(const Options& options) {
  const absl::Status sound = RunVerify(options.other);
  if (!sound.ok()) return sound;
  absl::Time said = absl::Now();
  return Restore(
      options.db, options.other, options.replace,
      [&said](int copied, int total) { SayCopied(copied, total, said); });
}

void AddDbFlag(CLI::App& command, Options& options) {
  command.add_option("--db", options.db, "SQLite file of the aggregator")
      ->required();
}

}  // namespace

const char kMaintenanceHelp[] =
    R"(Commands, each with a --help of its own:
  verify    looks for damage in a database
  backup    copies a database, also while it is being served
  restore   puts a backup in the place of a database)";

std::optional<int> RunMaintenance(int argc, char** argv) {
  const std::string command = argc < 2 ? "" : argv[1];
  Options options;
  CLI::App app("", "nianbao-aggregator");
  absl::AnyInvocable<absl::Status()> run;
  if (command == "verify") {
    CLI::App& verify =
        *app.add_subcommand(command, "Looks for damage in a database.");
    AddDbFlag(verify, options);
    verify.footer(kVerifyFooter);
    run = [&options] { return RunVerify(options.db); };
  } else if (command == "backup") {
    CLI::App& backup = *app.add_subcommand(
        command, "Copies a database, also while it is being served.");
    AddDbFlag(backup, options);
    backup.add_option("--to", options.other, "File to write")->required();
    backup.footer(kBackupFooter);
    run = [&options] { return RunBackup(options); };
  } else if (command == "restore") {
    CLI::App& restore = *app.add_subcommand(
        command, "Puts a backup in the place of a database.");
    AddDbFlag(restore, options);
    restore.add_option("--from", options.other, "The backup")->required();
    restore.add_flag("--replace", options.replace,
                     "Replace a database that exists");
    restore.footer(kRestoreFooter);
    run = [&options] { return RunRestore(options); };
  } else {
    return std::nullopt;
  }
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = run();
  if (status.ok()) return 0;
  Say() << Describe(status) << "\n";
  return 1;
}

}  // namespace nianbao::aggregator
