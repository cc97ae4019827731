// The subcommand `nianbao checks`. See client/commands/commands.h.
#ifndef NIANBAO_CLIENT_COMMANDS_CHECKING_CHECKING_H_
#define NIANBAO_CLIENT_COMMANDS_CHECKING_CHECKING_H_

#include "client/calls/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace nianbao::client {

void AddChecks(CLI::App& app, Session& session);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_CHECKING_CHECKING_H_
