// nianbao: figures from annual reports, extracted, stored and compared.

#include <unistd.h>

#include <csignal>
#include <iostream>

#include "CLI/CLI.hpp"
#include "client/calls/session.h"
#include "client/commands/changing/changing.h"
#include "client/commands/checking/checking.h"
#include "client/commands/commands.h"
#include "client/commands/explaining/explaining.h"
#include "client/output/screen.h"
#include "client/output/terminal.h"
#include "common/base/end_process.h"
#include "common/base/version.h"

namespace {

constexpr char kFooter[] =
    R"(Data goes to standard output, messages to standard error.

Exit codes:
  0    done
  1    done, but some documents failed or are no reports; they are listed
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
  // The callback of a command runs within app.parse(), after this one.
  app.parse_complete_callback([&] {
    const absl::Status ready = session.SetUp(files);
    if (!ready.ok()) throw CLI::ValidationError(std::string(ready.message()));
  });
  nianbao::client::AddExtract(app, session);
  nianbao::client::AddExplain(app, session);
  nianbao::client::AddReview(app, session);
  nianbao::client::AddIngest(app, session);
  nianbao::client::AddReports(app, session);
  nianbao::client::AddShow(app, session);
  nianbao::client::AddSet(app, session);
  nianbao::client::AddDelete(app, session);
  nianbao::client::AddPrune(app, session);
  nianbao::client::AddObservations(app, session);
  nianbao::client::AddStats(app, session);
  nianbao::client::AddRank(app, session);
  nianbao::client::AddTrends(app, session);
  nianbao::client::AddDistribution(app, session);
  nianbao::client::AddCorrelate(app, session);
  nianbao::client::AddChecks(app, session);
  nianbao::client::AddWatch(app, session);
  nianbao::client::AddIndicators(app, session);
  nianbao::client::AddDivisions(app, session);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    int code = app.exit(error);
    return static_cast<int>(code == 0 ? nianbao::client::ExitCode::kOk
                                      : nianbao::client::ExitCode::kUsage);
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
