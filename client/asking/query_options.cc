#include "client/asking/query_options.h"

#include <limits>
#include <map>
#include <string>

#include "client/asking/choice.h"

namespace nianbao::client {

void AddGroupingOptions(CLI::App& command, GroupingOptions& options) {
  static const std::map<std::string, v1::Dimension> dimensions = {
      {"indicator", v1::DIMENSION_INDICATOR},
      {"year", v1::DIMENSION_YEAR},
      {"level", v1::DIMENSION_LEVEL},
      {"province", v1::DIMENSION_PROVINCE},
      {"prefecture", v1::DIMENSION_PREFECTURE},
      {"division", v1::DIMENSION_DIVISION}};
  command
      .add_option("--by", options.by,
                  "indicator, year, level, province, prefecture, division; "
                  "several with commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->transform(Choice(dimensions))
      ->type_name("DIMENSION");
  command.add_flag("--mix-levels", options.mix_levels,
                   "One row over all levels instead of a row a level");
}

void AddQuantileOption(CLI::App& command, std::vector<double>& quantiles) {
  command
      .add_option("--quantile", quantiles,
                  "Further quantiles, 0 to 1; several with commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->type_name("P");
}

void AddLimitOption(CLI::App& command, int& limit, const char* description) {
  command.add_option("--limit", limit, description)
      ->check(CLI::Range(1, std::numeric_limits<int>::max()).description(""))
      ->type_name("N");
}

}  // namespace nianbao::client
