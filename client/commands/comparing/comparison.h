// Values of several divisions, joined from the answers of several queries.
//
//   Comparison comparison;
//   comparison.AddValue(ranked);    // each division's value
//   comparison.AddRank(ranked);     // its rank among the peers
//   comparison.AddPeers(statistics);
//   for (const ComparisonRow& row : comparison.Rows(true)) ...
#ifndef NIANBAO_CLIENT_COMMANDS_COMPARING_COMPARISON_H_
#define NIANBAO_CLIENT_COMMANDS_COMPARING_COMPARISON_H_

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

// One indicator in one year, of divisions of one level.
struct ComparisonRow {
  // "indicators/{indicator}".
  std::string indicator;
  int year = 0;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  std::string unit;
  // By "divisions/{code}": those that have a value.
  std::map<std::string, v1::Extreme> values;
  // Ranks among the peers, of those that are among them.
  std::map<std::string, int64_t> ranks;
  // How many peers have a value, and the median of these.
  int64_t peer_count = 0;
  std::optional<double> peer_median;
};

// Not thread-safe.
class Comparison {
 public:
  // A division's value opens the row that it is the first of.
  void AddValue(const v1::RankedDivision& division);

  // What is known of peers joins the row that is there; nothing else.
  void AddRank(const v1::RankedDivision& division);
  void AddPeers(const v1::Statistics& statistics);

  // The rows in the order in which their first values came. Without
  // `all_years` of each indicator and level only the newest year in which the
  // most divisions have a value.
  std::vector<ComparisonRow> Rows(bool all_years) const;

 private:
  using Key = std::tuple<std::string, int, v1::Level>;

  // Null where there is none.
  ComparisonRow* Find(const v1::Group& group);

  std::vector<ComparisonRow> rows_;
  // Indices into `rows_`.
  std::map<Key, size_t> places_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_COMPARING_COMPARISON_H_
