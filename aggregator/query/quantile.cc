#include "aggregator/query/quantile.h"

#include <cstddef>

namespace nianbao::aggregator {

double Quantile(absl::Span<const double> ascending, double probability) {
  const double rank = probability * static_cast<double>(ascending.size() - 1);
  const size_t below = static_cast<size_t>(rank);
  if (below + 1 >= ascending.size()) return ascending.back();
  const double fraction = rank - static_cast<double>(below);
  return ascending[below] +
         fraction * (ascending[below + 1] - ascending[below]);
}

}  // namespace nianbao::aggregator
