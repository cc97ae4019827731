#include "client/command_line/command_line.h"

#include "CLI/CLI.hpp"
#include "client/commands/changing/changing.h"
#include "client/commands/checking/checking.h"
#include "client/commands/commands.h"
#include "client/commands/comparing/comparing.h"
#include "client/commands/explaining/explaining.h"
#include "client/commands/finding/finding.h"
#include "client/commands/moving/moving.h"
#include "client/commands/running/running.h"
#include "client/commands/shell/shell.h"
#include "common/base/version.h"

namespace nianbao::client {
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

void AddConnectionOptions(CLI::App& app, ConnectionFiles& files) {
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

// Of the services that are asked, and the file that says them.
void AddGeneralFlags(CLI::App& app, Session& session, GeneralFlags& flags) {
  app.add_option("--extractor", session.extractor_address,
                 "host:port of nianbao-extractor")
      ->envname("NIANBAO_EXTRACTOR")
      ->capture_default_str();
  app.add_option("--aggregator", session.aggregator_address,
                 "host:port of nianbao-aggregator")
      ->envname("NIANBAO_AGGREGATOR")
      ->capture_default_str();
  AddConnectionOptions(app, flags.files);
  app.add_option("--config", flags.settings,
                 "File of these flags; ~/.config/nianbao/config when left out")
      ->envname("NIANBAO_CONFIG");
  app.add_option("--profile", flags.profile, "Part of that file: its [PROFILE]")
      ->envname("NIANBAO_PROFILE");
  app.add_option("--lang", flags.language,
                 "Language of headings, messages and help: zh or en; on a "
                 "terminal that of the locale when left out")
      ->check(CLI::IsMember({"en", "zh"}).description("").name("en zh"))
      ->type_name("LANGUAGE");
}

void AddCommands(CLI::App& app, Session& session,
                 const std::vector<std::string>& words) {
  AddUp(app, session);
  AddDoctor(app, session);
  AddExtract(app, session);
  AddExplain(app, session);
  AddReview(app, session);
  AddIngest(app, session);
  AddReports(app, session);
  AddShow(app, session);
  AddSet(app, session);
  AddDelete(app, session);
  AddPrune(app, session);
  AddExport(app, session);
  AddImport(app, session);
  AddObservations(app, session);
  AddEvidence(app, session);
  AddStats(app, session);
  AddRank(app, session);
  AddTrends(app, session);
  AddDistribution(app, session);
  AddCorrelate(app, session);
  AddCompare(app, session);
  AddCoverage(app, session);
  AddChecks(app, session);
  AddWatch(app, session);
  AddSearch(app, session);
  AddIndicators(app, session);
  AddDivisions(app, session);
  AddCompletion(app, session);
  AddHelp(app, session);
  AddManual(app, session);
  AddComplete(app, session, words);
}

}  // namespace

void AddCommandLine(CLI::App& app, Session& session, GeneralFlags& flags,
                    const std::vector<std::string>& typed) {
  app.footer(kFooter);
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  app.fallthrough();
  AddGeneralFlags(app, session, flags);
  AddCommands(app, session, typed);
}

}  // namespace nianbao::client
