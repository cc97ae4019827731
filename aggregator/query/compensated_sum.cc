#include "aggregator/query/compensated_sum.h"

#include <cmath>

namespace nianbao::aggregator {

void CompensatedSum::Add(double value) {
  const double sum = sum_ + value;
  // The larger of both is exact in the sum; what is missing is of the other.
  lost_ += std::abs(sum_) >= std::abs(value) ? (sum_ - sum) + value
                                             : (value - sum) + sum_;
  sum_ = sum;
}

}  // namespace nianbao::aggregator
