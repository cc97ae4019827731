#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "tests/integration/store/reference.h"
#include "tests/integration/store/reference_facts.h"
#include "tests/integration/store/reference_groups.h"
#include "tests/integration/store/reference_numbers.h"

namespace nianbao::aggregator {
namespace {

// Sum of the products of the distances from the means.
long double Products(const Numbers& x, const Numbers& y) {
  const long double mean_x = MeanOf(x);
  const long double mean_y = MeanOf(y);
  long double sum = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    sum += (x[i] - mean_x) * (y[i] - mean_y);
  }
  return sum;
}

long double PearsonOf(const Numbers& x, const Numbers& y) {
  return Products(x, y) / std::sqrt(Products(x, x) * Products(y, y));
}

// Of each value, the average rank of those equal to it. O(n^2).
Numbers RanksOf(const Numbers& values) {
  Numbers ranks;
  for (const double value : values) {
    const auto below = std::count_if(values.begin(), values.end(),
                                     [value](double v) { return v < value; });
    const auto equal = std::count(values.begin(), values.end(), value);
    ranks.push_back(static_cast<double>(below) +
                    (static_cast<double>(equal) + 1) / 2);
  }
  return ranks;
}

bool Varies(const Numbers& values) {
  return std::any_of(values.begin(), values.end(),
                     [&values](double v) { return v != values[0]; });
}

struct Pairs {
  v1::Group group;
  Numbers x;
  Numbers y;
  std::set<int> years;
};

v1::Correlation ToRow(const v1::QueryCorrelationsRequest& request,
                      const Pairs& pairs) {
  v1::Correlation row;
  *row.mutable_group() = pairs.group;
  row.set_x(request.x());
  row.set_y(request.y());
  row.set_count(pairs.x.size());
  row.set_first_year(*pairs.years.begin());
  row.set_last_year(*pairs.years.rbegin());
  if (pairs.x.size() < 3 || !Varies(pairs.x) || !Varies(pairs.y)) return row;
  row.set_pearson(PearsonOf(pairs.x, pairs.y));
  row.set_spearman(PearsonOf(RanksOf(pairs.x), RanksOf(pairs.y)));
  const long double slope =
      Products(pairs.x, pairs.y) / Products(pairs.x, pairs.x);
  row.set_slope(slope);
  row.set_intercept(MeanOf(pairs.y) - slope * MeanOf(pairs.x));
  return row;
}

}  // namespace

std::vector<v1::Correlation> ReferenceRows(
    const Catalogue& catalogue, const Corpus& corpus,
    const v1::QueryCorrelationsRequest& request) {
  const ReferenceSelection selection(catalogue, corpus, request.selection());
  const ReferenceGroups groups(
      catalogue, request,
      request.mix_years() || request.selection().latest_year());
  std::map<GroupKey, Pairs> rows;
  const Facts y = selection.Select(request.y());
  for (const auto& [id, fact] : selection.Select(request.x())) {
    const auto other = y.find(id);
    if (other == y.end() || !selection.Counts(fact) ||
        !selection.Counts(other->second)) {
      continue;
    }
    v1::Group group;
    Pairs& pairs =
        rows[groups.KeyOf(fact.code(), fact.publisher, fact.year, group)];
    pairs.group = group;
    pairs.years.insert(fact.year);
    pairs.x.push_back(fact.value);
    pairs.y.push_back(other->second.value);
  }
  std::vector<v1::Correlation> correlations;
  for (const auto& [key, pairs] : rows) {
    correlations.push_back(ToRow(request, pairs));
  }
  return correlations;
}

}  // namespace nianbao::aggregator
