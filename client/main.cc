// nianbao: figures from annual reports, extracted, stored and compared.

#include <unistd.h>

#include <csignal>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "client/asking/advice.h"
#include "client/asking/profile.h"
#include "client/calls/session.h"
#include "client/commands/changing/changing.h"
#include "client/commands/checking/checking.h"
#include "client/commands/commands.h"
#include "client/commands/comparing/comparing.h"
#include "client/commands/explaining/explaining.h"
#include "client/commands/finding/finding.h"
#include "client/commands/moving/moving.h"
#include "client/commands/running/running.h"
#include "client/commands/shell/shell.h"
#include "client/output/screen.h"
#include "client/output/terminal.h"
#include "common/base/end_process.h"
#include "common/base/version.h"

namespace {

constexpr char kFooter[] =
    R"(Data goes to standard output, messages to standard error.

Exit codes:
  0    done
  1    done, but some documents failed or are no reports, which are listed;
       or doctor found something wrong
  2    wrong flags or arguments, or an ambiguous name
  3    a service does not answer
  4    no such report, division or indicator
  5    a service failed, or the output could not be written
  130  interrupted; what was under way was finished

Examples:
  nianbao ingest reports/                 extract and store a folder
  nianbao stats --indicator reconsideration.accepted --level county
  nianbao stats --help                    examples of one command)";

void AddConnectionOptions(CLI::App& app,
                          nianbao::client::ConnectionFiles& files) {
  app.add_flag("--tls", files.tls, "Speak TLS to both services")
      ->envname("NIANBAO_TLS");
  app.add_option("--ca", files.ca,
                 "PEM file of the services' authorities, if not the system's")
      ->envname("NIANBAO_CA");
  app.add_option("--cert", files.certificate,
                 "PEM file of a certificate to show")
      ->envname("NIANBAO_CERT");
  app.add_option("--key", files.key, "PEM file of its key")
      ->envname("NIANBAO_KEY");
  app.add_option("--token-file", files.token,
                 "File of a token to show, by TLS or on this machine")
      ->envname("NIANBAO_TOKEN_FILE");
}

void PrintError(absl::string_view message) {
  using nianbao::client::Style;
  const bool colour = nianbao::client::ScreenOf(STDERR_FILENO).colour;
  nianbao::client::WriteStyled(
      std::cerr, colour ? Style::kError : Style::kPlain, "nianbao:");
  std::cerr << " " << message << "\n";
}

// Takes over what the file of settings says where neither a flag nor a variable
// has said it.
absl::Status ApplySettings(const CLI::App& app, const std::string& file,
                           const std::string& profile,
                           nianbao::client::Session& session,
                           nianbao::client::ConnectionFiles& files) {
  const absl::StatusOr<nianbao::client::Settings> settings =
      nianbao::client::ReadSettings(file, profile);
  if (!settings.ok()) return settings.status();
  const std::map<std::string, std::string*> texts = {
      {"extractor", &session.extractor_address},
      {"aggregator", &session.aggregator_address},
      {"ca", &files.ca},
      {"cert", &files.certificate},
      {"key", &files.key},
      {"token-file", &files.token}};
  for (const auto& [name, value] : *settings) {
    if (app.get_option("--" + name)->count() > 0) continue;
    if (name == "tls") {
      files.tls = value == "true";
    } else {
      *texts.at(name) = value;
    }
  }
  return absl::OkStatus();
}

void AddCommands(CLI::App& app, nianbao::client::Session& session,
                 const std::vector<std::string>& words) {
  nianbao::client::AddUp(app, session);
  nianbao::client::AddDoctor(app, session);
  nianbao::client::AddExtract(app, session);
  nianbao::client::AddExplain(app, session);
  nianbao::client::AddReview(app, session);
  nianbao::client::AddIngest(app, session);
  nianbao::client::AddReports(app, session);
  nianbao::client::AddShow(app, session);
  nianbao::client::AddSet(app, session);
  nianbao::client::AddDelete(app, session);
  nianbao::client::AddPrune(app, session);
  nianbao::client::AddExport(app, session);
  nianbao::client::AddImport(app, session);
  nianbao::client::AddObservations(app, session);
  nianbao::client::AddEvidence(app, session);
  nianbao::client::AddStats(app, session);
  nianbao::client::AddRank(app, session);
  nianbao::client::AddTrends(app, session);
  nianbao::client::AddDistribution(app, session);
  nianbao::client::AddCorrelate(app, session);
  nianbao::client::AddCompare(app, session);
  nianbao::client::AddCoverage(app, session);
  nianbao::client::AddChecks(app, session);
  nianbao::client::AddWatch(app, session);
  nianbao::client::AddSearch(app, session);
  nianbao::client::AddIndicators(app, session);
  nianbao::client::AddDivisions(app, session);
  nianbao::client::AddCompletion(app, session);
  nianbao::client::AddHelp(app, session);
  nianbao::client::AddManual(app, session);
  nianbao::client::AddComplete(app, session, words);
}

// The exit code of a line that does not run a command: one that asks for help,
// or one that is wrong, which standard error tells.
int ExitWithoutCommand(const CLI::App& app, const CLI::ParseError& error) {
  const std::string advice = nianbao::client::Advice(app, error);
  if (!advice.empty()) {
    std::cerr << advice;
  } else if (error.get_name() == "RequiredError" &&
             app.get_subcommands().empty()) {
    std::cerr << nianbao::client::kBeginning;
  } else if (app.exit(error) == 0) {
    return static_cast<int>(nianbao::client::ExitCode::kOk);
  }
  return static_cast<int>(nianbao::client::ExitCode::kUsage);
}

int Run(int argc, char** argv) {
  const nianbao::client::TerminalGate gate;
  nianbao::client::Session session;
  CLI::App app("Figures from annual reports: extracted, stored and compared.",
               "nianbao");
  app.footer(kFooter);
  app.set_version_flag("--version", nianbao::kVersion);
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--extractor", session.extractor_address,
                 "host:port of nianbao-extractor")
      ->envname("NIANBAO_EXTRACTOR")
      ->capture_default_str();
  app.add_option("--aggregator", session.aggregator_address,
                 "host:port of nianbao-aggregator")
      ->envname("NIANBAO_AGGREGATOR")
      ->capture_default_str();
  nianbao::client::ConnectionFiles files;
  AddConnectionOptions(app, files);
  std::string settings, profile;
  app.add_option("--config", settings,
                 "File of these flags; ~/.config/nianbao/config when left out")
      ->envname("NIANBAO_CONFIG");
  app.add_option("--profile", profile, "Part of that file: its [PROFILE]")
      ->envname("NIANBAO_PROFILE");
  // The callback of a command runs within app.parse(), after this one.
  app.parse_complete_callback([&] {
    absl::Status ready = ApplySettings(app, settings, profile, session, files);
    if (ready.ok()) ready = session.SetUp(files);
    if (!ready.ok()) throw CLI::ValidationError(std::string(ready.message()));
  });
  // Words that are being typed are no flags of this line.
  std::vector<std::string> words;
  if (argc > 1 && argv[1] == std::string(nianbao::client::kComplete)) {
    words.assign(argv + 2, argv + argc);
    argc = 2;
  }
  AddCommands(app, session, words);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return ExitWithoutCommand(app, error);
  }
  std::cout.flush();
  if (!session.outcome.ok()) {
    PrintError(session.outcome.status().message());
    return static_cast<int>(
        nianbao::client::ExitCodeFor(session.outcome.status()));
  }
  if (!std::cout) {
    PrintError("cannot write the output");
    return static_cast<int>(nianbao::client::ExitCode::kFailed);
  }
  return static_cast<int>(*session.outcome);
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that leaves (`nianbao … | head`) ends the command quietly, even
  // where the parent process ignores the signal.
  std::signal(SIGPIPE, SIG_DFL);
  std::ios::sync_with_stdio(false);
  nianbao::EndProcess(Run(argc, argv));
}
