// nianbao help: what --help prints, of all or of one command.

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"
#include "client/asking/advice.h"
#include "client/asking/command.h"
#include "client/commands/shell/shell.h"
#include "client/output/language.h"
#include "client/output/screen.h"

namespace nianbao::client {
namespace {

constexpr char kHelpFooter[] = R"(Examples:
  nianbao help
  nianbao help stats)";

// Through the formatter: App::help would print that of `help`, which is the
// command chosen.
void PrintHelp(const CLI::App& app, const std::string& name) {
  std::cout << app.get_formatter()->make_help(&app, name,
                                              CLI::AppFormatMode::Normal);
}

absl::StatusOr<ExitCode> Help(const CLI::App& app, const std::string& word,
                              Language language) {
  if (word.empty()) {
    PrintHelp(app, app.get_name());
    return ExitCode::kOk;
  }
  std::vector<std::string> names;
  for (const CLI::App* const command : app.get_subcommands({})) {
    if (command->get_name() == word) {
      PrintHelp(*command, absl::StrCat(app.get_name(), " ", word));
      return ExitCode::kOk;
    }
    if (!command->get_group().empty()) names.push_back(command->get_name());
  }
  return absl::InvalidArgumentError(
      NoCommand(word, NearestWord(word, names), language));
}

}  // namespace

void AddHelp(CLI::App& app, Session& session) {
  auto word = std::make_shared<std::string>();
  Command command(app, "help", "Print the help of all or of one command");
  command.Add("COMMAND", *word, "All when left out");
  command.Run(kHelpFooter, [=, &app, &session] {
    session.outcome =
        Help(app, *word,
             ResolveLanguage(LineLanguage(), OutputScreen().is_terminal));
  });
}

}  // namespace nianbao::client
