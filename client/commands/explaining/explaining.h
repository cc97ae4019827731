// The subcommand `nianbao explain`. See client/commands/commands.h.
#ifndef NIANBAO_CLIENT_COMMANDS_EXPLAINING_EXPLAINING_H_
#define NIANBAO_CLIENT_COMMANDS_EXPLAINING_EXPLAINING_H_

#include "client/calls/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace nianbao::client {

void AddExplain(CLI::App& app, Session& session);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_EXPLAINING_EXPLAINING_H_
