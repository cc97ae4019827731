// Rows of `nianbao coverage`.
#ifndef NIANBAO_CLIENT_COMMANDS_COMPARING_COVERAGE_ROWS_H_
#define NIANBAO_CLIENT_COMMANDS_COMPARING_COVERAGE_ROWS_H_

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "client/output/rows/row_kind.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

// Of rows of indicators: how many divisions reported the indicator; of others:
// how many have a report.
std::vector<RowColumn<v1::Statistics>> CoverageColumns(bool by_indicator);

// Rows of statistics of several indicators, brought together: which divisions
// have a report does not depend on the indicator. Not thread-safe.
class ReportCoverage {
 public:
  void Add(const v1::Statistics& statistics);

  // A row for each group without its indicator, by year, level and place. Its
  // divisions_with_report and divisions_in_scope are set, and `coverage` is the
  // share of these.
  std::vector<v1::Statistics> Rows() const;

 private:
  using Key = std::tuple<int, int, int, std::string, std::string, std::string,
                         std::string>;

  std::map<Key, v1::Statistics> rows_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_COMPARING_COVERAGE_ROWS_H_
