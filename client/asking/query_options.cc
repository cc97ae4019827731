#include "client/asking/query_options.h"

#include <limits>
#include <map>
#include <string>

namespace nianbao::client {
void AddGroupingOptions(Command& command, GroupingOptions& options) {
  static const std::map<std::string, v1::Dimension> dimensions = {
      {"indicator", v1::DIMENSION_INDICATOR},
      {"year", v1::DIMENSION_YEAR},
      {"level", v1::DIMENSION_LEVEL},
      {"province", v1::DIMENSION_PROVINCE},
      {"prefecture", v1::DIMENSION_PREFECTURE},
      {"division", v1::DIMENSION_DIVISION},
      {"government-level", v1::DIMENSION_GOVERNMENT_LEVEL},
      {"body", v1::DIMENSION_BODY}};
  command
      .AddWords("--by", options.by, dimensions,
                "indicator, year, level, province, prefecture, division, "
                "government-level, body; several with commas")
      .Commas()
      .Type("DIMENSION");
  command.AddSwitch("--mix-levels", options.mix_levels,
                    "One row over all levels and kinds of bodies instead of "
                    "a row for each");
  command.AddSwitch("--mix-years", options.mix_years,
                    "One row over all years instead of a row a year");
}

void AddQuantileOption(Command& command, std::vector<double>& quantiles) {
  command
      .Add("--quantile", quantiles,
           "Further quantiles, 0 to 1; several with commas")
      .Commas()
      .Between(0.0, 1.0)
      .Type("P");
}

void AddLimitOption(Command& command, int& limit, const char* description) {
  command.Add("--limit", limit, description)
      .Between(1, std::numeric_limits<int>::max())
      .Type("N");
}

}  // namespace nianbao::client
