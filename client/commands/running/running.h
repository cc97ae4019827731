// The subcommands that start the services on this machine and look whether they
// are well. See client/commands/commands.h.
#ifndef NIANBAO_CLIENT_COMMANDS_RUNNING_RUNNING_H_
#define NIANBAO_CLIENT_COMMANDS_RUNNING_RUNNING_H_

#include "client/calls/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace nianbao::client {

void AddDoctor(CLI::App& app, Session& session);
void AddUp(CLI::App& app, Session& session);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_RUNNING_RUNNING_H_
