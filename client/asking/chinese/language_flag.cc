#include "client/asking/chinese/language_flag.h"

#include <algorithm>

#include "CLI/CLI.hpp"
#include "absl/algorithm/container.h"
#include "absl/strings/match.h"

namespace nianbao::client {
namespace {

// Where --lang and its value stand.
struct LanguageFlag {
  size_t begin = 0;
  // 2 of `--lang zh`, 1 of `--lang=zh`, 0 of a line that has neither.
  size_t size = 0;
};

constexpr absl::string_view kWithValue = "--lang=";

LanguageFlag FindLanguageFlag(const std::vector<std::string>& words) {
  for (size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    if (absl::StartsWith(words[i], kWithValue)) return {i, 1};
    if (words[i] == "--lang" && i + 1 < words.size()) return {i, 2};
  }
  return {};
}

bool IsCommand(const CLI::App& app, const std::string& word) {
  return absl::c_any_of(app.get_subcommands({}), [&](const CLI::App* command) {
    return command->get_name() == word;
  });
}

}  // namespace

Language AskedLanguage(const std::vector<std::string>& words) {
  const LanguageFlag flag = FindLanguageFlag(words);
  if (flag.size == 0) return Language::kAuto;
  const std::string word = flag.size == 1
                               ? words[flag.begin].substr(kWithValue.size())
                               : words[flag.begin + 1];
  const auto found = LanguageWords().find(word);
  return found == LanguageWords().end() ? Language::kAuto : found->second;
}

void PutLanguageBehindCommand(const CLI::App& app,
                              std::vector<std::string>& words) {
  const LanguageFlag flag = FindLanguageFlag(words);
  if (flag.size == 0) return;
  const auto begin = words.begin() + flag.begin;
  const auto end = begin + flag.size;
  const auto is_command = [&](const std::string& word) {
    return IsCommand(app, word);
  };
  if (std::any_of(words.begin(), begin, is_command)) return;
  const auto command = std::find_if(end, words.end(), is_command);
  if (command == words.end()) {
    words.erase(begin, end);
  } else {
    std::rotate(begin, end, command + 1);
  }
}

}  // namespace nianbao::client
