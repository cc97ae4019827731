#include "client/output/formats/cell.h"

#include "absl/strings/str_cat.h"
#include "client/output/numbers.h"

namespace nianbao::client {

Cell Text(absl::string_view text) {
  return {std::string(text), std::string(text)};
}

Cell Word(absl::string_view word) {
  return {std::string(word), std::string(word), Cell::Kind::kWord};
}

Cell Number(double value) {
  return {ReadableNumber(value), PlainNumber(value), Cell::Kind::kNumber};
}

Cell Count(int64_t value) {
  return {ReadableNumber(static_cast<double>(value)), absl::StrCat(value),
          Cell::Kind::kNumber};
}

Cell Percent(double value) {
  return {absl::StrCat(ReadableNumber(value), "%"), PlainNumber(value),
          Cell::Kind::kPercent};
}

Cell Share(double fraction) { return Percent(100 * fraction); }

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

Cell Year(int year) {
  // Without a comma, unlike a count.
  if (year == 0) return Cell();
  return {absl::StrCat(year), absl::StrCat(year), Cell::Kind::kNumber};
}

}  // namespace nianbao::client
