// Quantiles of plain numbers.
#ifndef NIANBAO_AGGREGATOR_QUERY_QUANTILE_H_
#define NIANBAO_AGGREGATOR_QUERY_QUANTILE_H_

#include "absl/types/span.h"

namespace nianbao::aggregator {

// Quantile of type 7: linear interpolation between the closest ranks, as R and
// NumPy do by default. `ascending` is not empty; `probability` is in [0, 1].
// O(1).
double Quantile(absl::Span<const double> ascending, double probability);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_QUANTILE_H_
