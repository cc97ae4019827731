// The subcommands, one a source file. Each adds itself to `app`; when it is
// chosen it runs while the command line is parsed and leaves its result in
// `session`, which must outlive `app`.
#ifndef NIANBAO_CLIENT_COMMANDS_COMMANDS_H_
#define NIANBAO_CLIENT_COMMANDS_COMMANDS_H_

#include "client/calls/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace nianbao::client {

void AddExtract(CLI::App& app, Session& session);
void AddReview(CLI::App& app, Session& session);
void AddIngest(CLI::App& app, Session& session);
void AddReports(CLI::App& app, Session& session);
void AddShow(CLI::App& app, Session& session);
void AddObservations(CLI::App& app, Session& session);
void AddStats(CLI::App& app, Session& session);
void AddRank(CLI::App& app, Session& session);
void AddTrends(CLI::App& app, Session& session);
void AddDistribution(CLI::App& app, Session& session);
void AddCorrelate(CLI::App& app, Session& session);
void AddWatch(CLI::App& app, Session& session);
void AddIndicators(CLI::App& app, Session& session);
void AddDivisions(CLI::App& app, Session& session);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_COMMANDS_H_
