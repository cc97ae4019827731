// The subcommands that change what is stored. See client/commands/commands.h.
#ifndef NIANBAO_CLIENT_COMMANDS_CHANGING_CHANGING_H_
#define NIANBAO_CLIENT_COMMANDS_CHANGING_CHANGING_H_

#include "client/calls/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace nianbao::client {

void AddSet(CLI::App& app, Session& session);
void AddDelete(CLI::App& app, Session& session);
void AddPrune(CLI::App& app, Session& session);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_CHANGING_CHANGING_H_
