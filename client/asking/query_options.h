// Flags that several queries have besides those of the selection.
#ifndef NIANBAO_CLIENT_ASKING_QUERY_OPTIONS_H_
#define NIANBAO_CLIENT_ASKING_QUERY_OPTIONS_H_

#include <vector>

#include "CLI/CLI.hpp"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

struct GroupingOptions {
  std::vector<v1::Dimension> by;
  bool mix_levels = false;
};

// Adds --by and --mix-levels. Here and below what is set must outlive
// `command`.
void AddGroupingOptions(CLI::App& command, GroupingOptions& options);

// Sets both in `request`, one of a query that groups.
template <typename Request>
void SetGrouping(const GroupingOptions& options, Request& request) {
  for (v1::Dimension dimension : options.by) request.add_group_by(dimension);
  request.set_mix_levels(options.mix_levels);
}

// Adds --quantile.
void AddQuantileOption(CLI::App& command, std::vector<double>& quantiles);

// Adds --limit, at least 1.
void AddLimitOption(CLI::App& command, int& limit, const char* description);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_QUERY_OPTIONS_H_
