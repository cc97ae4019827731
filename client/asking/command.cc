#include "client/asking/command.h"

#include <utility>

#include "CLI/CLI.hpp"
#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"

namespace nianbao::client {
namespace {

// The words in English, which are enough to choose from: the Chinese ones mean
// the same.
std::string NamesAmong(const std::map<std::string, int>& words) {
  std::vector<std::string> names;
  for (const auto& [word, number] : words) {
    if (absl::c_all_of(word, absl::ascii_isascii)) names.push_back(word);
  }
  return absl::StrJoin(names, " ");
}

// Replaces a word by the number it stands for, which CLI11 then reads. Named by
// the words, which completion.cc offers.
CLI::Validator Choice(const std::map<std::string, int>& words) {
  return CLI::Validator(
             [words](std::string& word) -> std::string {
               auto found = words.find(word);
               if (found != words.end()) {
                 word = std::to_string(found->second);
                 return "";
               }
               return word + " is not one of " + NamesAmong(words);
             },
             /*validator_desc=*/"")
      .name(NamesAmong(words));
}

}  // namespace

Flag& Flag::Type(const char* name) {
  option_->type_name(name);
  return *this;
}

Flag& Flag::Under(const char* heading) {
  option_->group(heading);
  return *this;
}

Flag& Flag::ShowDefault() {
  option_->capture_default_str();
  return *this;
}

Flag& Flag::Required() {
  option_->required();
  return *this;
}

Flag& Flag::Commas() {
  option_->delimiter(',')->allow_extra_args(false);
  return *this;
}

Flag& Flag::Repeated() {
  option_->allow_extra_args(false);
  return *this;
}

// The ranges are in the description, where they matter; CLI11's own words for
// them are left out of the help.
Flag& Flag::Between(int first, int last) {
  option_->check(CLI::Range(first, last).description(""));
  return *this;
}

Flag& Flag::Between(double first, double last) {
  option_->check(CLI::Range(first, last).description(""));
  return *this;
}

Flag& Flag::ExistingFile() {
  option_->check(CLI::ExistingFile);
  return *this;
}

Flag& Flag::Excludes(const Flag& other) {
  option_->excludes(other.option_);
  return *this;
}

bool Flag::IsGiven() const { return option_->count() > 0; }

Command::Command(CLI::App& app, const char* name, const char* summary)
    : command_(*app.add_subcommand(name, summary)) {}

std::string Command::name() const { return command_.get_name(); }

Flag Command::Add(const char* name, std::string& value,
                  const char* description) {
  return Flag(command_.add_option(name, value, description));
}

Flag Command::Add(const char* name, std::vector<std::string>& value,
                  const char* description) {
  return Flag(command_.add_option(name, value, description));
}

Flag Command::Add(const char* name, int& value, const char* description) {
  return Flag(command_.add_option(name, value, description));
}

Flag Command::Add(const char* name, double& value, const char* description) {
  return Flag(command_.add_option(name, value, description));
}

Flag Command::Add(const char* name, std::vector<double>& value,
                  const char* description) {
  return Flag(command_.add_option(name, value, description));
}

Flag Command::AddSwitch(const char* name, bool& value,
                        const char* description) {
  return Flag(command_.add_flag(name, value, description));
}

Flag Command::AddWord(const char* name, const Words& words,
                      const std::function<void(int)>& set,
                      const char* description) {
  return Flag(
      command_
          .add_option_function<int>(
              name, [set](const int& number) { set(number); }, description)
          ->transform(Choice(words)));
}

Flag Command::AddWordList(
    const char* name, const Words& words,
    const std::function<void(const std::vector<int>&)>& set,
    const char* description) {
  return Flag(
      command_.add_option_function<std::vector<int>>(name, set, description)
          ->transform(Choice(words)));
}

void Command::Remove(const char* name) {
  command_.remove_option(command_.get_option(name));
}

void Command::Hide() { command_.group(""); }

void Command::AfterReading(std::function<void()> run) {
  command_.parse_complete_callback(std::move(run));
}

void Command::Run(const char* footer, std::function<void()> run) {
  command_.footer(footer);
  command_.callback(std::move(run));
}

}  // namespace nianbao::client
