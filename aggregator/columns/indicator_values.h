// Values as printed to values in the unit of their indicator.
//
// A row of the columns is what statistics add and compare, so that all rows of
// an indicator are in its unit: 30亩 become 20000 where it is 平方米. A value
// whose unit is another thing (人次, of an indicator in 人) is marked
// kUnconvertible: it still stands for its issuer, as nobody else's value may,
// and statistics leave it out and say so.
//
// Most values are in the unit of their indicator already. What is to be done
// with a unit is therefore found out once for each kind and remembered, and
// only values that do convert are looked at one by one.
#ifndef NIANBAO_AGGREGATOR_COLUMNS_INDICATOR_VALUES_H_
#define NIANBAO_AGGREGATOR_COLUMNS_INDICATOR_VALUES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "aggregator/columns/chunk.h"
#include "nianbao/v1/indicator.pb.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// Of one indicator. For one thread.
class IndicatorValues {
 public:
  // `indicator` is null when the catalogue does not have it: then values stay
  // as they are printed. `units` are names by the numbers that Convert takes.
  // Both must outlive this.
  IndicatorValues(const v1::Indicator* indicator,
                  const std::vector<std::string>& units)
      : indicator_(indicator), units_(units) {}

  // Brings the value of `row`, printed in `unit`, to the unit of the indicator,
  // or marks it. O(1).
  void Convert(v1::Kind kind, int32_t unit, Candidate& row);

 private:
  enum class Treatment { kAsPrinted, kConverts, kUnconvertible };

  Treatment TreatmentOf(v1::Kind kind, int32_t unit) const;

  const v1::Indicator* const indicator_;
  const std::vector<std::string>& units_;
  absl::flat_hash_map<std::pair<v1::Kind, int32_t>, Treatment> treatments_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_INDICATOR_VALUES_H_
