#include "aggregator/columns/indicator_values.h"

#include <optional>

#include "common/domain/units.h"

namespace nianbao::aggregator {
namespace {

std::optional<double> ValueOf(const v1::Indicator& indicator,
                              const std::string& unit, v1::Kind kind,
                              double printed) {
  v1::Quantity quantity;
  quantity.set_value(printed);
  quantity.set_unit(unit);
  return ValueIn(indicator, quantity, kind);
}

}  // namespace

void IndicatorValues::Convert(v1::Kind kind, int32_t unit, Candidate& row) {
  if (indicator_ == nullptr) return;
  const auto [it, fresh] = treatments_.try_emplace(std::pair(kind, unit));
  if (fresh) it->second = TreatmentOf(kind, unit);
  switch (it->second) {
    case Treatment::kAsPrinted:
      return;
    case Treatment::kConverts:
      row.value = *ValueOf(*indicator_, units_[unit], kind, row.value);
      return;
    case Treatment::kUnconvertible:
      row.flags |= observation_flags::kUnconvertible;
  }
}

// Factors do not depend on the value.
IndicatorValues::Treatment IndicatorValues::TreatmentOf(v1::Kind kind,
                                                        int32_t unit) const {
  const std::optional<double> one = ValueOf(*indicator_, units_[unit], kind, 1);
  if (!one.has_value()) return Treatment::kUnconvertible;
  return *one == 1 ? Treatment::kAsPrinted : Treatment::kConverts;
}

}  // namespace nianbao::aggregator
