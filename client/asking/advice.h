// What to say of a command line that cannot be read.
#ifndef NIANBAO_CLIENT_ASKING_ADVICE_H_
#define NIANBAO_CLIENT_ASKING_ADVICE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/output/language.h"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace nianbao::client {

// The one of `words` that `typed` is likeliest a slip of: it begins with it, or
// a letter or two are different. Empty where none is near.
std::string NearestWord(absl::string_view typed,
                        const std::vector<std::string>& words);

// "no command stat; did you mean stats? `nianbao help` lists them", or without
// the question where `nearest` is empty. Here and below `language` is not
// kAuto.
std::string NoCommand(absl::string_view typed, absl::string_view nearest,
                      Language language);

// "nianbao: no command stat; did you mean stats? `nianbao help` lists them" of
// a line that `app` could not read because of a command or a flag that it does
// not have. Empty for other errors, which have words of their own.
std::string Advice(const CLI::App& app, const CLI::ParseError& error,
                   Language language);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_ADVICE_H_
