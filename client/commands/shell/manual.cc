// nianbao man-page: the manual, in the language of man(7), from the tree of
// commands.

#include <iostream>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "client/asking/command.h"
#include "client/commands/shell/shell.h"
#include "common/base/version.h"

namespace nianbao::client {
namespace {

// `text` as it stands, whatever man takes for its own.
std::string Roff(absl::string_view text) {
  std::vector<std::string> lines;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    std::string escaped =
        absl::StrReplaceAll(line, {{"\\", "\\e"}, {"-", "\\-"}});
    if (absl::StartsWith(escaped, ".") || absl::StartsWith(escaped, "'")) {
      escaped.insert(0, "\\&");
    }
    lines.push_back(escaped);
  }
  return absl::StrJoin(lines, "\n");
}

// "-o, --output FILE" of a flag, "FILE" of an argument.
std::string NamesAndType(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name();
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) {
    names.push_back(absl::StrCat("-", name));
  }
  for (const std::string& name : option.get_lnames()) {
    names.push_back(absl::StrCat("--", name));
  }
  std::string text = absl::StrJoin(names, ", ");
  if (option.get_items_expected_max() > 0) {
    absl::StrAppend(&text, " ", option.get_type_name());
  }
  return text;
}

void PrintOptions(const CLI::App& app) {
  for (const CLI::Option* const option : app.get_options()) {
    std::cout << ".TP\n.B " << Roff(NamesAndType(*option)) << "\n"
              << Roff(option->get_description());
    if (!option->get_envname().empty()) {
      std::cout << " (variable " << Roff(option->get_envname()) << ")";
    }
    std::cout << "\n";
  }
}

void PrintFooter(const CLI::App& app) {
  if (app.get_footer().empty()) return;
  std::cout << ".PP\n.nf\n" << Roff(app.get_footer()) << "\n.fi\n";
}

void PrintManual(const CLI::App& app) {
  std::cout << ".TH NIANBAO 1 \"\" \"nianbao " << Roff(kVersion)
            << "\" \"User Commands\"\n.SH NAME\nnianbao \\- "
            << Roff(app.get_description())
            << "\n.SH SYNOPSIS\n.B nianbao\n[OPTIONS] COMMAND\n.SH OPTIONS\n";
  PrintOptions(app);
  std::cout << ".SH DESCRIPTION\n";
  PrintFooter(app);
  std::cout << ".SH COMMANDS\n";
  for (const CLI::App* const command : app.get_subcommands({})) {
    if (command->get_group().empty()) continue;
    std::cout << ".SS nianbao " << Roff(command->get_name()) << "\n"
              << Roff(command->get_description()) << "\n";
    PrintOptions(*command);
    PrintFooter(*command);
  }
}

}  // namespace

void AddManual(CLI::App& app, Session&) {
  Command command(app, "man-page", "Print the manual for man");
  command.Hide();
  command.Run("", [&app] { PrintManual(app); });
}

}  // namespace nianbao::client
