// The commands of nianbao-aggregator that look after a database file.
#ifndef NIANBAO_AGGREGATOR_SERVICE_MAINTENANCE_H_
#define NIANBAO_AGGREGATOR_SERVICE_MAINTENANCE_H_

#include <optional>

namespace nianbao::aggregator {

// For the help of the program.
extern const char kMaintenanceHelp[];

// Runs `verify`, `backup` or `restore` when argv[1] is one of these, and
// returns the exit code: 0, 1 for an error or for damage that was found, or
// that of a wrong command line. Absent when argv asks for something else.
// Progress and errors go to standard error.
std::optional<int> RunMaintenance(int argc, char** argv);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_MAINTENANCE_H_
