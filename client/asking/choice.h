// Flags whose values are words.
#ifndef NIANBAO_CLIENT_ASKING_CHOICE_H_
#define NIANBAO_CLIENT_ASKING_CHOICE_H_

#include <map>
#include <string>

#include "CLI/CLI.hpp"

namespace nianbao::client {

// Takes the words of `choices` and nothing else; to be given to
// CLI::Option::transform of an option of type T, an enum.
template <typename T>
CLI::Validator Choice(std::map<std::string, T> choices) {
  return CLI::Validator(
      [choices = std::move(choices)](std::string& word) -> std::string {
        auto choice = choices.find(word);
        if (choice != choices.end()) {
          word = std::to_string(static_cast<int>(choice->second));
          return "";
        }
        std::string error = word + " is not one of";
        for (const auto& [name, value] : choices) error += " " + name;
        return error;
      },
      /*validator_desc=*/"");
}

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_CHOICE_H_
