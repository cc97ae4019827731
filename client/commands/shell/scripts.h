// The scripts that tell a shell to ask the command what may be typed.
#ifndef NIANBAO_CLIENT_COMMANDS_SHELL_SCRIPTS_H_
#define NIANBAO_CLIENT_COMMANDS_SHELL_SCRIPTS_H_

#include <map>
#include <string>

namespace nianbao::client {

// By the name of the shell: bash, fish, zsh.
const std::map<std::string, std::string>& CompletionScripts();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_SHELL_SCRIPTS_H_
