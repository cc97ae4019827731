// The subcommands that set divisions beside each other. See
// client/commands/commands.h.
#ifndef NIANBAO_CLIENT_COMMANDS_COMPARING_COMPARING_H_
#define NIANBAO_CLIENT_COMMANDS_COMPARING_COMPARING_H_

#include "client/calls/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace nianbao::client {

void AddCompare(CLI::App& app, Session& session);
void AddCoverage(CLI::App& app, Session& session);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_COMPARING_COMPARING_H_
