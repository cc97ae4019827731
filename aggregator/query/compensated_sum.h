// Sums that keep small terms beside large ones.
#ifndef NIANBAO_AGGREGATOR_QUERY_COMPENSATED_SUM_H_
#define NIANBAO_AGGREGATOR_QUERY_COMPENSATED_SUM_H_

namespace nianbao::aggregator {

// Neumaier's compensated sum: exact to a rounding of the result where plain
// summation loses small terms beside large ones.
class CompensatedSum {
 public:
  void Add(double value);
  double Get() const { return sum_ + lost_; }

 private:
  double sum_ = 0;
  // What rounding has taken from sum_ so far.
  double lost_ = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_COMPENSATED_SUM_H_
