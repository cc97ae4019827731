#include "client/commands/comparing/comparison.h"

#include <utility>

namespace nianbao::client {

ComparisonRow* Comparison::Find(const v1::Group& group) {
  const auto it =
      places_.find(Key(group.indicator(), group.year(), group.level()));
  return it == places_.end() ? nullptr : &rows_[it->second];
}

void Comparison::AddValue(const v1::RankedDivision& division) {
  const v1::Group& group = division.group();
  const auto [it, is_new] = places_.try_emplace(
      Key(group.indicator(), group.year(), group.level()), rows_.size());
  if (is_new) {
    rows_.push_back({.indicator = group.indicator(),
                     .year = group.year(),
                     .level = group.level(),
                     .unit = division.unit()});
  }
  rows_[it->second].values[group.division()] = division.entry();
}

void Comparison::AddRank(const v1::RankedDivision& division) {
  ComparisonRow* const row = Find(division.group());
  if (row != nullptr) row->ranks[division.group().division()] = division.rank();
}

void Comparison::AddPeers(const v1::Statistics& statistics) {
  ComparisonRow* const row = Find(statistics.group());
  if (row == nullptr) return;
  row->peer_count = statistics.count();
  if (statistics.has_median()) row->peer_median = statistics.median();
}

std::vector<ComparisonRow> Comparison::Rows(bool all_years) const {
  if (all_years) return rows_;
  std::map<std::pair<std::string, v1::Level>, const ComparisonRow*> best;
  for (const ComparisonRow& row : rows_) {
    const ComparisonRow*& so_far = best[{row.indicator, row.level}];
    if (so_far == nullptr || std::pair(row.values.size(), row.year) >
                                 std::pair(so_far->values.size(), so_far->year))
      so_far = &row;
  }
  std::vector<ComparisonRow> rows;
  for (const ComparisonRow& row : rows_) {
    if (best.at({row.indicator, row.level}) == &row) rows.push_back(row);
  }
  return rows;
}

}  // namespace nianbao::client
