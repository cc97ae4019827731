// A printed figure stands for a range of true ones, which its last digit tells.
//
//   exact counts below 10,000                  the number itself
//   11.3万 is 113,000: from 10,000 on           half a unit of the last digit
//   with two zeros at the end at least          that is not 0, either way
//   约500                                       a unit of that digit, either
//   way 500余, 不到500                              a unit of that digit, one
//   way 95.5%                                       a unit of its last decimal,
//                                               either way: rates are rounded
//                                               and cut off alike
//   95%以上, 不到10%                            all above it, all below it
//
// The rate is in doubt when no numerator and denominator of their ranges give a
// rate of its range. 95.5% with 812 of 850 is possible: they give 95.53. With
// 812 of 840 they give 96.67, which is not.
#include "aggregator/query/checks/rate_parts.h"

#include <cmath>
#include <limits>

namespace nianbao::aggregator {
namespace {

struct Range {
  double low = 0;
  double high = 0;
};

// From here on counts are printed in 万, and rounded so.
constexpr double kRoundedFrom = 10'000;
// 万 with two decimals.
constexpr double kLeastRounding = 100;
// As many decimals as rates are printed with.
constexpr int kMostDecimals = 4;
// What binary fractions are off by: 95.5 is exact, 95.53 is not.
constexpr double kTolerance = 1e-6;

bool IsWhole(double value) {
  return std::abs(value - std::round(value)) < kTolerance;
}

// The unit of the last digit that is not 0: 100 of 2,300, 1 of 2,301.
double LastDigit(double value) {
  double unit = 1;
  while (value != 0 && IsWhole(value / (unit * 10))) unit *= 10;
  return unit;
}

// 0.1 of 95.5, 1 of 95.
double LastDecimal(double value) {
  double unit = 1;
  for (int i = 0; i < kMostDecimals && !IsWhole(value / unit); ++i) unit /= 10;
  return unit;
}

Range RangeOfCount(PrintedValue count) {
  const double value = count.value;
  const double unit = LastDigit(value);
  const bool rounded = value >= kRoundedFrom && unit >= kLeastRounding;
  const double exact = rounded ? unit / 2 : 0;
  switch (count.modifier) {
    case v1::MODIFIER_APPROXIMATE:
      return {value - unit, value + unit};
    case v1::MODIFIER_AT_LEAST:
      return {value - exact, value + unit};
    case v1::MODIFIER_AT_MOST:
      return {value - unit, value + exact};
    default:
      return {value - exact, value + exact};
  }
}

Range RangeOfRate(PrintedValue rate) {
  const double unit = LastDecimal(rate.value);
  const bool open_above = rate.modifier == v1::MODIFIER_AT_LEAST;
  const bool open_below = rate.modifier == v1::MODIFIER_AT_MOST;
  return {
      open_below ? 0 : rate.value - unit,
      open_above ? std::numeric_limits<double>::infinity() : rate.value + unit};
}

}  // namespace

std::optional<double> RateOutsideParts(PrintedValue rate,
                                       PrintedValue numerator,
                                       PrintedValue denominator) {
  const Range printed = RangeOfRate(rate);
  const Range part = RangeOfCount(numerator);
  const Range whole = RangeOfCount(denominator);
  if (whole.low <= 0 || part.low < 0) return std::nullopt;
  const bool fits = printed.high + kTolerance >= 100 * part.low / whole.high &&
                    printed.low - kTolerance <= 100 * part.high / whole.low;
  if (fits) return std::nullopt;
  return 100 * numerator.value / denominator.value;
}

}  // namespace nianbao::aggregator
