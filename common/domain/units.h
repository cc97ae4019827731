// Units: what converts to what, and what a quantity is in an indicator's unit.
//
//   Units::Get().Convert(30, "亩", "平方米")   // 20000
//   Units::Get().Convert(30, "件次", "件")     // nullopt
//   ValueIn(indicator, quantity, kind)         // what statistics use
//
// Units of one dimension convert; the table of dimensions and factors is
// common/data/units.textproto. Which units of other dimensions may stand for
// the unit of an indicator, one for one, the catalogue says of each indicator.
//
// Immutable; safe to share between threads.
#ifndef NIANBAO_COMMON_DOMAIN_UNITS_H_
#define NIANBAO_COMMON_DOMAIN_UNITS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/v1/indicator.pb.h"
#include "nianbao/v1/report.pb.h"
#include "nianbao/v1/unit.pb.h"

namespace nianbao {

class Units {
 public:
  // The units that are part of the program.
  static const Units& Get();

  // Reads a UnitTable in text proto form. INVALID_ARGUMENT names the line, or
  // the unit and field.
  static absl::StatusOr<Units> Parse(absl::string_view text_proto);

  // `value` of the unit `from` in the unit `to`; nullopt when they are of
  // different dimensions. A unit that is not in the table converts to itself
  // alone. Whole numbers whose result is whole stay so; else the result is
  // rounded at most twice. O(1).
  std::optional<double> Convert(double value, absl::string_view from,
                                absl::string_view to) const;

 private:
  // One unit is numerator/denominator of the base unit of its dimension.
  struct Factor {
    std::string dimension;
    int64_t numerator = 1, denominator = 1;
  };

  absl::Status Add(const v1::Unit& unit);

  // By names and aliases.
  absl::flat_hash_map<std::string, Factor> factors_;
};

// The value of a quantity of that kind in the unit of `indicator`; nullopt when
// its unit is another thing than the indicator's.
//
// A unit that converts to the indicator's is converted; one that stands for it
// (Indicator.units), or converts to one that does, is taken one for one.
// Besides:
//   - A rank is a place in an order, whatever its unit: as it is.
//   - A change of a rate in % is in points, as texts mean it: 百分点 and %
//     alike. A change of anything else must be in that thing's own unit: 增长5%
//     of a count is no value.
//   - A quantity without a unit is a number of what the indicator counts; it is
//     no value of an amount or a rate. The extractor gives every figure a unit,
//     other clients may not.
std::optional<double> ValueIn(const v1::Indicator& indicator,
                              const v1::Quantity& quantity, v1::Kind kind);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_DOMAIN_UNITS_H_
