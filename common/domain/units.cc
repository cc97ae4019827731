// A unit is a fraction of the base unit of its dimension, so that a conversion
// is one fraction, too: that of `from` over that of `to`, in lowest terms.
//
//   亩 -> 公顷    2000/3 : 10000/1 = 1/15
//
// A multiplication and a division by whole numbers are exact whenever their
// results are, which a multiplication by 666.666… never is.
#include "common/domain/units.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/text_proto.h"
#include "common/data/embedded_data.h"

namespace nianbao {
namespace {

// Largest numerator and denominator: the product of two fits 64 bits.
constexpr int64_t kLargestFactor = 1'000'000'000;

constexpr absl::string_view kPercent = "%";
constexpr absl::string_view kPoint = "百分点";

}  // namespace

const Units& Units::Get() {
  // Never deleted, as threads may read it until the process ends. The data is
  // the program's own: when it is broken, so is the program.
  static const Units* const units = [] {
    absl::StatusOr<Units> parsed = Parse(EmbeddedUnits());
    if (!parsed.ok()) {
      std::cerr << "embedded units: " << parsed.status() << "\n";
      std::abort();
    }
    return new Units(*std::move(parsed));
  }();
  return *units;
}

absl::StatusOr<Units> Units::Parse(absl::string_view text_proto) {
  v1::UnitTable table;
  absl::Status status = ParseTextProto(text_proto, &table);
  Units units;
  for (int i = 0; status.ok() && i < table.units_size(); ++i) {
    status = units.Add(table.units(i));
  }
  if (!status.ok()) return status;
  return units;
}

absl::Status Units::Add(const v1::Unit& unit) {
  const auto error = [&](absl::string_view what) {
    return absl::InvalidArgumentError(
        absl::StrCat("unit '", unit.name(), "': ", what));
  };
  if (unit.name().empty()) return error("name is required");
  if (unit.dimension().empty()) return error("dimension is required");
  Factor factor{unit.dimension()};
  if (unit.has_numerator()) factor.numerator = unit.numerator();
  if (unit.has_denominator()) factor.denominator = unit.denominator();
  if (std::min(factor.numerator, factor.denominator) < 1 ||
      std::max(factor.numerator, factor.denominator) > kLargestFactor) {
    return error(absl::StrCat("numerator and denominator are not from 1 to ",
                              kLargestFactor));
  }
  if (factor.numerator != factor.denominator && unit.source().empty()) {
    return error("source of the factor is required");
  }
  if (!factors_.emplace(unit.name(), factor).second) {
    return error("is there twice");
  }
  for (const std::string& alias : unit.aliases()) {
    if (!factors_.emplace(alias, factor).second) {
      return error(absl::StrCat("alias ", alias, " is there twice"));
    }
  }
  return absl::OkStatus();
}

std::optional<double> Units::Convert(double value, absl::string_view from,
                                     absl::string_view to) const {
  if (from == to) return value;
  const auto a = factors_.find(from);
  const auto b = factors_.find(to);
  if (a == factors_.end() || b == factors_.end() ||
      a->second.dimension != b->second.dimension) {
    return std::nullopt;
  }
  int64_t numerator = a->second.numerator * b->second.denominator;
  int64_t denominator = a->second.denominator * b->second.numerator;
  const int64_t common = std::gcd(numerator, denominator);
  numerator /= common;
  denominator /= common;
  return value * static_cast<double>(numerator) /
         static_cast<double>(denominator);
}

std::optional<double> ValueIn(const v1::Indicator& indicator,
                              const v1::Quantity& quantity, v1::Kind kind) {
  const Units& units = Units::Get();
  const double value = quantity.value();
  if (kind == v1::KIND_RANK) return value;
  if (quantity.unit().empty()) {
    if (indicator.measure() == v1::Indicator::MEASURE_COUNT) return value;
    return std::nullopt;
  }
  if (kind == v1::KIND_CHANGE &&
      indicator.measure() == v1::Indicator::MEASURE_RATE) {
    const auto points = units.Convert(value, quantity.unit(), kPoint);
    const auto share = points.has_value()
                           ? units.Convert(*points, kPercent, indicator.unit())
                           : std::nullopt;
    if (share.has_value()) return share;
  }
  std::optional<double> converted =
      units.Convert(value, quantity.unit(), indicator.unit());
  for (int i = 0; !converted.has_value() && i < indicator.units_size(); ++i) {
    converted = units.Convert(value, quantity.unit(), indicator.units(i));
  }
  return converted;
}

}  // namespace nianbao
