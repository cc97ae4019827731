// The command line of `nianbao`: the flags of all commands, and the commands.
#ifndef NIANBAO_CLIENT_COMMAND_LINE_COMMAND_LINE_H_
#define NIANBAO_CLIENT_COMMAND_LINE_COMMAND_LINE_H_

#include <string>
#include <vector>

#include "client/calls/connection.h"
#include "client/calls/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace nianbao::client {

inline constexpr char kSummary[] =
    "Figures from annual reports: extracted, stored and compared.";

// What the flags of all commands say besides the addresses of a session.
struct GeneralFlags {
  ConnectionFiles files;
  // A file of these flags, and the part of it that counts.
  std::string settings;
  std::string profile;
  // "zh", "en" or empty; see AskedLanguage, which goes before.
  std::string language;
};

// Adds the footer, the flags of all commands and the commands to `app`, which
// has a name and a summary alone. Reading a line sets `session` and `flags`,
// which must outlive `app`. `typed` are the words of a line that a shell is to
// complete; see AddComplete.
void AddCommandLine(CLI::App& app, Session& session, GeneralFlags& flags,
                    const std::vector<std::string>& typed);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMAND_LINE_COMMAND_LINE_H_
