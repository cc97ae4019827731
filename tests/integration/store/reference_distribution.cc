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

constexpr int kMaxAutomaticBins = 50;
constexpr size_t kMaxOutliers = 100;

struct Spread {
  v1::Group group;
  Numbers values;
  std::set<int> years;
};

int AutomaticBins(const Numbers& values) {
  const auto [min, max] = std::minmax_element(values.begin(), values.end());
  const double spread = QuantileOf(values, 0.75) - QuantileOf(values, 0.25);
  const double n = static_cast<double>(values.size());
  const double bins = spread > 0 ? (*max - *min) / (2 * spread) * std::cbrt(n)
                                 : 1 + std::log2(n);
  if (bins >= kMaxAutomaticBins) return kMaxAutomaticBins;
  return std::max(1, static_cast<int>(std::ceil(bins)));
}

Numbers EdgesOf(const v1::QueryDistributionsRequest& request,
                const Numbers& values) {
  if (!request.edges().empty()) {
    return {request.edges().begin(), request.edges().end()};
  }
  const auto [min, max] = std::minmax_element(values.begin(), values.end());
  const int bins =
      request.bin_count() > 0 ? request.bin_count() : AutomaticBins(values);
  if (*min == *max) return {*min, *max};
  Numbers edges;
  for (int i = 0; i < bins; ++i) {
    edges.push_back(*min + (*max - *min) * i / bins);
  }
  edges.push_back(*max);
  return edges;
}

void AddBins(const Numbers& edges, const Numbers& values,
             v1::Distribution& row) {
  for (size_t i = 0; i + 1 < edges.size(); ++i) {
    v1::HistogramBin& bin = *row.add_bins();
    bin.set_lower(edges[i]);
    bin.set_upper(edges[i + 1]);
    const bool last = i + 2 == edges.size();
    bin.set_count(
        std::count_if(values.begin(), values.end(), [&](double value) {
          return value >= bin.lower() &&
                 (value < bin.upper() || (last && value == bin.upper()));
        }));
  }
}

void SetBox(Numbers values, v1::BoxFigures& box) {
  std::sort(values.begin(), values.end());
  box.set_min(values.front());
  box.set_max(values.back());
  box.set_first_quartile(QuantileOf(values, 0.25));
  box.set_median(QuantileOf(values, 0.5));
  box.set_third_quartile(QuantileOf(values, 0.75));
  const double reach = 1.5 * (box.third_quartile() - box.first_quartile());
  Numbers inner;
  // By the distance from the box, the smaller of two as far first.
  std::vector<std::pair<double, double>> outliers;
  for (const double value : values) {
    if (value < box.first_quartile() - reach) {
      outliers.emplace_back(value - box.first_quartile(), value);
    } else if (value > box.third_quartile() + reach) {
      outliers.emplace_back(box.third_quartile() - value, value);
    } else {
      inner.push_back(value);
    }
  }
  box.set_lower_whisker(inner.front());
  box.set_upper_whisker(inner.back());
  box.set_outlier_count(outliers.size());
  std::sort(outliers.begin(), outliers.end());
  if (outliers.size() > kMaxOutliers) outliers.resize(kMaxOutliers);
  for (const auto& [distance, value] : outliers) {
    box.add_outliers()->set_value(value);
  }
}

}  // namespace

std::vector<v1::Distribution> ReferenceRows(
    const Catalogue& catalogue, const Corpus& corpus,
    const v1::QueryDistributionsRequest& request) {
  const ReferenceSelection selection(catalogue, corpus, request.selection());
  const ReferenceGroups groups(
      catalogue, request,
      request.mix_years() || request.selection().latest_year());
  std::vector<v1::Distribution> rows;
  for (const std::string& name : selection.Names()) {
    std::map<GroupKey, Spread> values;
    for (const auto& [id, fact] : selection.Select(name)) {
      if (!selection.Counts(fact)) continue;
      v1::Group group;
      group.set_indicator(name);
      Spread& members =
          values[groups.KeyOf(fact.code(), fact.publisher, fact.year, group)];
      members.group = group;
      members.values.push_back(fact.value);
      members.years.insert(fact.year);
    }
    for (const auto& [key, members] : values) {
      v1::Distribution& row = rows.emplace_back();
      *row.mutable_group() = members.group;
      row.set_count(members.values.size());
      row.set_first_year(*members.years.begin());
      row.set_last_year(*members.years.rbegin());
      const v1::Indicator* const indicator = selection.Find(name);
      if (indicator != nullptr && selection.kind() != v1::KIND_RANK) {
        row.set_unit(indicator->unit());
      }
      AddBins(EdgesOf(request, members.values), members.values, row);
      SetBox(members.values, *row.mutable_box());
    }
  }
  return rows;
}

}  // namespace nianbao::aggregator
