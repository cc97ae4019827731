// The subcommands about the command line itself. See
// client/commands/commands.h.
#ifndef NIANBAO_CLIENT_COMMANDS_SHELL_SHELL_H_
#define NIANBAO_CLIENT_COMMANDS_SHELL_SHELL_H_

#include <string>
#include <vector>

#include "client/calls/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace nianbao::client {

// What `nianbao` alone prints: where to begin.
inline constexpr char kBeginning[] = R"(Where to begin:
  nianbao up                   start both services on this machine
  nianbao ingest reports/      read and store a folder of reports
  nianbao stats --indicator reconsideration --level county   ask; see nianbao help
)";

void AddHelp(CLI::App& app, Session& session);
void AddCompletion(CLI::App& app, Session& session);
// Hidden: `man-page`, from which the package's manual is made.
void AddManual(CLI::App& app, Session& session);

// Hidden: `complete`, which the scripts of completion ask. `words` are those on
// the line behind `nianbao`, the last of which is being typed; they are no
// words for CLI11, and are taken off the line before it reads that.
void AddComplete(CLI::App& app, Session& session,
                 const std::vector<std::string>& words);
inline constexpr char kComplete[] = "complete";

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_SHELL_SHELL_H_
