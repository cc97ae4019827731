#include "client/commands/shell/candidates.h"

#include <utility>

#include "CLI/CLI.hpp"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace nianbao::client {
namespace {

bool IsFlag(const std::string& word) { return absl::StartsWith(word, "-"); }

// The flag that is called so, of the command or of all; null when none is.
const CLI::Option* FindFlag(const CLI::App& app, const CLI::App* command,
                            const std::string& word) {
  for (const CLI::App* const owner : {command, &app}) {
    if (owner == nullptr) continue;
    const CLI::Option* const option = owner->get_option_no_throw(word);
    if (option != nullptr) return option;
  }
  return nullptr;
}

bool TakesValue(const CLI::Option* flag) {
  return flag != nullptr && flag->get_items_expected_max() > 0;
}

// The command among the words before the last, values of flags passed over.
const CLI::App* FindCommand(const CLI::App& app,
                            const std::vector<std::string>& words) {
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (IsFlag(words[i])) {
      if (TakesValue(FindFlag(app, nullptr, words[i]))) ++i;
      continue;
    }
    for (const CLI::App* const command : app.get_subcommands({})) {
      if (command->get_name() == words[i]) return command;
    }
    return nullptr;
  }
  return nullptr;
}

std::vector<std::string> CommandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* const command : app.get_subcommands({})) {
    if (!command->get_group().empty()) names.push_back(command->get_name());
  }
  return names;
}

std::vector<std::string> FlagNames(const CLI::App& app,
                                   const CLI::App* command) {
  std::vector<std::string> names;
  for (const CLI::App* const owner : {command, &app}) {
    if (owner == nullptr) continue;
    for (const CLI::Option* const option : owner->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        names.push_back(absl::StrCat("--", name));
      }
    }
  }
  return names;
}

// The words that the flag or argument takes, as command.cc has named them.
std::vector<std::string> WordsOf(const CLI::Option& option) {
  // Validators can be asked of what may be changed only.
  auto& asked = const_cast<CLI::Option&>(option);
  try {
    return absl::StrSplit(asked.get_validator(0)->get_name(), ' ',
                          absl::SkipEmpty());
  } catch (const CLI::OptionNotFound&) {
    return {};
  }
}

Candidates::Names NamesOf(const CLI::Option& option) {
  const std::string type =
      option.get_positional() ? option.get_name() : option.get_type_name();
  if (type == "DIVISION") return Candidates::Names::kDivisions;
  if (type == "INDICATOR" || type == "X" || type == "Y" || type == "FAMILY") {
    return Candidates::Names::kIndicators;
  }
  return Candidates::Names::kNone;
}

void Keep(const std::vector<std::string>& words, Candidates& candidates) {
  for (const std::string& word : words) {
    if (absl::StartsWith(word, candidates.typed)) {
      candidates.words.push_back(absl::StrCat(candidates.before, word));
    }
  }
}

// The value of a flag, or an argument.
void AddValues(const CLI::Option& option, Candidates& candidates) {
  if (!option.get_positional()) {
    const size_t comma = candidates.typed.rfind(',');
    if (comma != std::string::npos) {
      candidates.before = candidates.typed.substr(0, comma + 1);
      candidates.typed.erase(0, comma + 1);
    }
  }
  candidates.names = NamesOf(option);
  Keep(WordsOf(option), candidates);
}

}  // namespace

Candidates FindCandidates(const CLI::App& app,
                          const std::vector<std::string>& words) {
  Candidates candidates;
  if (words.empty()) return candidates;
  candidates.typed = words.back();
  const CLI::App* const command = FindCommand(app, words);
  if (words.size() > 1 && IsFlag(words[words.size() - 2])) {
    const CLI::Option* const flag =
        FindFlag(app, command, words[words.size() - 2]);
    if (TakesValue(flag)) {
      AddValues(*flag, candidates);
      return candidates;
    }
  }
  if (absl::StartsWith(words.back(), "-")) {
    Keep(FlagNames(app, command), candidates);
    return candidates;
  }
  if (command == nullptr || command->get_name() == "help") {
    Keep(CommandNames(app), candidates);
    return candidates;
  }
  for (const CLI::Option* const option : command->get_options()) {
    if (!option->get_positional()) continue;
    AddValues(*option, candidates);
    break;
  }
  return candidates;
}

}  // namespace nianbao::client
