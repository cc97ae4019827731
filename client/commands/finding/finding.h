// The subcommands that look things up. See client/commands/commands.h.
#ifndef NIANBAO_CLIENT_COMMANDS_FINDING_FINDING_H_
#define NIANBAO_CLIENT_COMMANDS_FINDING_FINDING_H_

#include "client/calls/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace nianbao::client {

void AddSearch(CLI::App& app, Session& session);
void AddEvidence(CLI::App& app, Session& session);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_FINDING_FINDING_H_
