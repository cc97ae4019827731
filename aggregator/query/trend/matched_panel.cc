#include "aggregator/query/trend/matched_panel.h"

#include <vector>

#include "absl/algorithm/container.h"
#include "aggregator/query/compensated_sum.h"
#include "aggregator/query/quantile.h"

namespace nianbao::aggregator {
namespace {

// Takes the values in any order.
double Median(std::vector<double>& values) {
  if (!absl::c_is_sorted(values)) absl::c_sort(values);
  return Quantile(values, 0.5);
}

}  // namespace

PanelFigures ComparePanel(absl::Span<const PanelPair> pairs) {
  PanelFigures figures;
  CompensatedSum sum;
  CompensatedSum previous_sum;
  std::vector<double> values;
  values.reserve(pairs.size());
  for (const PanelPair& pair : pairs) {
    sum.Add(pair.current);
    previous_sum.Add(pair.previous);
    figures.risen += pair.current > pair.previous;
    figures.fallen += pair.current < pair.previous;
    figures.unchanged += pair.current == pair.previous;
    values.push_back(pair.current);
  }
  const double count = static_cast<double>(pairs.size());
  figures.sum = sum.Get();
  figures.previous_sum = previous_sum.Get();
  figures.mean = figures.sum / count;
  figures.previous_mean = figures.previous_sum / count;
  figures.median = Median(values);
  absl::c_transform(pairs, values.begin(),
                    [](const PanelPair& pair) { return pair.previous; });
  figures.previous_median = Median(values);
  absl::c_transform(pairs, values.begin(), [](const PanelPair& pair) {
    return pair.current - pair.previous;
  });
  figures.median_change = Median(values);
  return figures;
}

}  // namespace nianbao::aggregator
