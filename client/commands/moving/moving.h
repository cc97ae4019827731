// The subcommands that take the corpus out and bring it back in. See
// client/commands/commands.h.
#ifndef NIANBAO_CLIENT_COMMANDS_MOVING_MOVING_H_
#define NIANBAO_CLIENT_COMMANDS_MOVING_MOVING_H_

#include "client/calls/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace nianbao::client {

void AddExport(CLI::App& app, Session& session);
void AddImport(CLI::App& app, Session& session);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_MOVING_MOVING_H_
