// nianbao: figures from annual reports, extracted, stored and compared.

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "CLI/CLI.hpp"
#include "client/asking/advice.h"
#include "client/asking/chinese/chinese.h"
#include "client/asking/chinese/help.h"
#include "client/asking/chinese/language_flag.h"
#include "client/asking/profile.h"
#include "client/calls/session.h"
#include "client/command_line/command_line.h"
#include "client/commands/shell/shell.h"
#include "client/output/language.h"
#include "client/output/screen.h"
#include "client/output/terminal.h"
#include "common/base/end_process.h"

namespace {

void PrintError(absl::string_view message) {
  using nianbao::client::Style;
  const bool colour = nianbao::client::ScreenOf(STDERR_FILENO).colour;
  nianbao::client::WriteStyled(
      std::cerr, colour ? Style::kError : Style::kPlain, "nianbao:");
  std::cerr << " " << message << "\n";
}

// Takes over what the file of settings says where neither a flag nor a variable
// has said it.
absl::Status ApplySettings(const CLI::App& app,
                           nianbao::client::GeneralFlags& flags,
                           nianbao::client::Session& session) {
  const absl::StatusOr<nianbao::client::Settings> settings =
      nianbao::client::ReadSettings(flags.settings, flags.profile);
  if (!settings.ok()) return settings.status();
  const std::map<std::string, std::string*> texts = {
      {"extractor", &session.extractor_address},
      {"aggregator", &session.aggregator_address},
      {"ca", &flags.files.ca},
      {"cert", &flags.files.certificate},
      {"key", &flags.files.key},
      {"token-file", &flags.files.token}};
  for (const auto& [name, value] : *settings) {
    if (app.get_option("--" + name)->count() > 0) continue;
    if (name == "tls") {
      flags.files.tls = value == "true";
    } else {
      *texts.at(name) = value;
    }
  }
  return absl::OkStatus();
}

// The exit code of a line that does not run a command: one that asks for help,
// or one that is wrong, which standard error tells.
int ExitWithoutCommand(const CLI::App& app, const CLI::ParseError& error,
                       nianbao::client::Language language) {
  using nianbao::client::kBeginning;
  const std::string advice = nianbao::client::Advice(app, error, language);
  if (!advice.empty()) {
    std::cerr << advice;
  } else if (error.get_name() == "RequiredError" &&
             app.get_subcommands().empty()) {
    std::cerr << (language == nianbao::client::Language::kChinese
                      ? nianbao::client::InChinese(kBeginning)
                      : kBeginning);
  } else if (app.exit(error) == 0) {
    return static_cast<int>(nianbao::client::ExitCode::kOk);
  }
  return static_cast<int>(nianbao::client::ExitCode::kUsage);
}

int Run(std::vector<std::string> words) {
  const nianbao::client::TerminalGate gate;
  nianbao::client::Session session;
  nianbao::client::GeneralFlags flags;
  CLI::App app(nianbao::client::kSummary, "nianbao");
  // The callback of a command runs within app.parse(), after this one.
  app.parse_complete_callback([&] {
    absl::Status ready = ApplySettings(app, flags, session);
    if (ready.ok()) ready = session.SetUp(flags.files);
    if (!ready.ok()) throw CLI::ValidationError(std::string(ready.message()));
  });
  // Words that are being typed are no flags of this line.
  std::vector<std::string> typed;
  if (!words.empty() && words.front() == nianbao::client::kComplete) {
    typed.assign(words.begin() + 1, words.end());
    words.resize(1);
  }
  // Before commands are added, which go by it.
  nianbao::client::SetLineLanguage(nianbao::client::AskedLanguage(words));
  nianbao::client::AddCommandLine(app, session, flags, typed);
  const nianbao::client::Language language = nianbao::client::ResolveLanguage(
      nianbao::client::LineLanguage(),
      nianbao::client::OutputScreen().is_terminal);
  if (language == nianbao::client::Language::kChinese) {
    nianbao::client::ShowInChinese(app);
  }

  try {
    // Which it takes from the last to the first.
    std::reverse(words.begin(), words.end());
    app.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    return ExitWithoutCommand(app, error, language);
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
  nianbao::EndProcess(Run({argv + 1, argv + argc}));
}
