#include "client/output/formats/cell.h"

#include "absl/strings/str_cat.h"
#include "client/output/numbers.h"

namespace nianbao::client {

Cell Text(absl::string_view text) {
  return {std::string(text), std::string(text)};
}

Cell Number(double value) {
  return {ReadableNumber(value), PlainNumber(value), /*is_number=*/true};
}

Cell Count(int64_t value) {
  return {ReadableNumber(static_cast<double>(value)), absl::StrCat(value),
          /*is_number=*/true};
}

Cell Share(double fraction) {
  return {absl::StrCat(ReadableNumber(100 * fraction), "%"),
          PlainNumber(fraction), /*is_number=*/true};
}

Cell NumberIf(bool present, double value) {
  return present ? Number(value) : Cell();
}

Cell CountIf(bool present, int64_t value) {
  return present ? Count(value) : Cell();
}

Cell ShareIf(bool present, double fraction) {
  return present ? Share(fraction) : Cell();
}

Cell CountIfAny(int64_t value) {
  // Programs want the 0; people would read past what matters.
  Cell cell = Count(value);
  if (value == 0) cell.readable.clear();
  return cell;
}

Cell Year(int year) { return year == 0 ? Cell() : Text(absl::StrCat(year)); }

}  // namespace nianbao::client
