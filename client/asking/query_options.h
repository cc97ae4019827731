// Flags that several commands have besides those of the selection.
#ifndef NIANBAO_CLIENT_ASKING_QUERY_OPTIONS_H_
#define NIANBAO_CLIENT_ASKING_QUERY_OPTIONS_H_

#include <vector>

#include "client/asking/command.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

struct GroupingOptions {
  std::vector<v1::Dimension> by;
  bool mix_levels = false;
  bool mix_years = false;
};

// Adds --by, --mix-levels and --mix-years. Here and below what is set must
// outlive the command.
void AddGroupingOptions(Command& command, GroupingOptions& options);

// Sets them in `request`, one of a query that groups; trends are always of
// single years.
template <typename Request>
void SetGrouping(const GroupingOptions& options, Request& request) {
  for (v1::Dimension dimension : options.by) request.add_group_by(dimension);
  request.set_mix_levels(options.mix_levels);
  if constexpr (requires { request.set_mix_years(true); }) {
    request.set_mix_years(options.mix_years);
  }
}

// Adds --quantile.
void AddQuantileOption(Command& command, std::vector<double>& quantiles);

// Adds --limit, at least 1.
void AddLimitOption(Command& command, int& limit, const char* description);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_QUERY_OPTIONS_H_
