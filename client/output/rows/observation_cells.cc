#include "client/output/rows/observation_cells.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

// What a figure that is not exact begins with: 约45万件 is "≈450,000".
const char* ModifierSign(v1::Modifier modifier) {
  switch (modifier) {
    case v1::MODIFIER_APPROXIMATE:
      return "≈";
    case v1::MODIFIER_AT_LEAST:
      return "≥";
    case v1::MODIFIER_AT_MOST:
      return "≤";
    default:
      return "";
  }
}

}  // namespace

Cell QuantityCell(const v1::Quantity& quantity) {
  return {absl::StrCat(ModifierSign(quantity.modifier()),
                       ReadableNumber(quantity.value())),
          PlainNumber(quantity.value()), Cell::Kind::kNumber};
}

std::string ObservationLabel(absl::string_view report, int index) {
  if (report.empty()) return "";
  return absl::StrCat(absl::StripPrefix(report, "reports/"), "#", index);
}

}  // namespace nianbao::client
