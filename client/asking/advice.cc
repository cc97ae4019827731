#include "client/asking/advice.h"

#include <algorithm>

#include "CLI/CLI.hpp"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/text/edit_distance.h"
#include "common/text/utf8.h"

namespace nianbao::client {
namespace {

// Letters that may be wrong in a word of that length.
int SlipsOf(size_t length) { return length < 4 ? 1 : 2; }
// Fewer letters begin too many words.
constexpr size_t kShortestBeginning = 3;

std::string DidYouMean(absl::string_view word, Language language) {
  if (word.empty()) return language == Language::kChinese ? ";" : "; ";
  return language == Language::kChinese
             ? absl::StrCat(";是不是 ", word, "?")
             : absl::StrCat("; did you mean ", word, "? ");
}

std::vector<std::string> Commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* const command :
       app.get_subcommands([](const CLI::App* command) {
         return !command->get_group().empty();
       })) {
    names.push_back(command->get_name());
  }
  return names;
}

// "--year" of each flag of the command and of those that all commands have.
std::vector<std::string> Flags(const CLI::App& app, const CLI::App* command) {
  std::vector<std::string> flags;
  for (const CLI::App* const owner : {command, &app}) {
    if (owner == nullptr) continue;
    for (const CLI::Option* const option : owner->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        flags.push_back(absl::StrCat("--", name));
      }
    }
  }
  return flags;
}

// Of the command, or where that is empty of all.
std::string NoFlag(absl::string_view typed, absl::string_view nearest,
                   absl::string_view command, Language language) {
  const std::string question = DidYouMean(nearest, language);
  const std::string help =
      absl::StrCat("`nianbao help", command.empty() ? "" : " ", command, "`");
  return language == Language::kChinese
             ? absl::StrCat("没有选项 ", typed, question, help, " 列出全部选项")
             : absl::StrCat("no flag ", typed, question, help, " lists them");
}

}  // namespace

std::string NearestWord(absl::string_view typed,
                        const std::vector<std::string>& words) {
  const size_t letters = absl::StripPrefix(typed, "--").size();
  std::string nearest;
  const int limit = SlipsOf(letters);
  const std::u16string units = FromUtf8(typed);
  int least = limit + 1;
  for (const std::string& word : words) {
    const bool begins =
        letters >= kShortestBeginning && absl::StartsWith(word, typed);
    const int distance =
        begins ? 1 : EditDistance(units, FromUtf8(word), limit);
    if (distance >= least) continue;
    least = distance;
    nearest = word;
  }
  return nearest;
}

std::string NoCommand(absl::string_view typed, absl::string_view nearest,
                      Language language) {
  const std::string question = DidYouMean(nearest, language);
  return language == Language::kChinese
             ? absl::StrCat("没有命令 ", typed, question,
                            "`nianbao help` 列出全部命令")
             : absl::StrCat("no command ", typed, question,
                            "`nianbao help` lists them");
}

std::string Advice(const CLI::App& app, const CLI::ParseError& error,
                   Language language) {
  const std::vector<std::string> rest = app.remaining(true);
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  // Its name is the app's.
  const bool is_extra =
      error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
  if (rest.empty() || (!is_extra && !chosen.empty())) return "";
  if (chosen.empty() && !absl::StartsWith(rest.front(), "-")) {
    return absl::StrCat(
        "nianbao: ",
        NoCommand(rest.front(), NearestWord(rest.front(), Commands(app)),
                  language),
        "\n");
  }
  // CLI11 may have the word that belongs to an unknown flag before it.
  const auto unknown = std::find_if(
      rest.begin(), rest.end(),
      [](const std::string& word) { return absl::StartsWith(word, "-"); });
  if (unknown == rest.end()) return "";
  const CLI::App* const command = chosen.empty() ? nullptr : chosen.front();
  const std::string flag = unknown->substr(0, unknown->find('='));
  return absl::StrCat(
      "nianbao: ",
      NoFlag(flag, NearestWord(flag, Flags(app, command)),
             command == nullptr ? "" : command->get_name(), language),
      "\n");
}

}  // namespace nianbao::client
