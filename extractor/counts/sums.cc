// For each figure the following ones of its unit are added up, as long as they
// are smaller; when the sum meets it exactly, they are its parts:
//
//     收到187件,网上144件、信函43件
//     187 = 144 + 43
//
// A report that prints the parts of 187 prints all of them, so chance hits are
// rare once the total is not tiny.
//
// Cost: 24 figures for each figure, three times where the first two are passed
// over.
#include "extractor/counts/sums.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "absl/container/flat_hash_map.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Figures looked at for the parts of a total.
constexpr size_t kMostParts = 24;
// Smaller totals are met by chance.
constexpr double kSmallestTotal = 4;
// Of figures between a total and its first part, how many are passed over.
constexpr size_t kMostSkipped = 2;

// What sums ask of a figure: those of the same unit may add up.
struct Summand {
  double value;
  // The same for equal units; -1 for a figure that is no count.
  int unit;
};

std::vector<Summand> SummandsOf(const std::vector<Reading>& readings) {
  absl::flat_hash_map<View, int> units;
  std::vector<Summand> summands;
  summands.reserve(readings.size());
  for (const Reading& reading : readings) {
    const View unit = reading.figure.unit;
    const bool counts = reading.kind == v1::KIND_LEVEL && unit != u"%";
    const int number = static_cast<int>(units.size());
    summands.push_back(
        {ValueOf(reading.figure),
         counts ? units.emplace(unit, number).first->second : -1});
  }
  return summands;
}

// Tries the figures from the `skipped`-th like one after `total` on as its
// parts.
bool MarkParts(size_t total, size_t skipped,
               const std::vector<Summand>& summands,
               std::vector<Counted>& counted) {
  const double value = summands[total].value;
  const size_t end = std::min(summands.size(), total + 1 + kMostParts);
  double sum = 0;
  size_t passed = 0;
  std::array<size_t, kMostParts> parts;
  size_t size = 0;
  for (size_t k = total + 1; k < end; ++k) {
    if (summands[k].unit != summands[total].unit) continue;
    if (passed++ < skipped) continue;
    const double part = summands[k].value;
    if (part <= 0 || part >= value) return false;
    sum += part;
    parts[size++] = k;
    if (sum > value + 1e-9 * value) return false;
    if (size >= 2 && std::abs(sum - value) <= 1e-9 * value) {
      counted[total].is_total = true;
      for (size_t p = 0; p < size; ++p) {
        counted[parts[p]].total = static_cast<int>(total);
      }
      return true;
    }
  }
  return false;
}

}  // namespace

double ValueOf(const Figure& figure) {
  static constexpr double kTens[] = {1,    1e1,  1e2,  1e3, 1e4,  1e5,
                                     1e6,  1e7,  1e8,  1e9, 1e10, 1e11,
                                     1e12, 1e13, 1e14, 1e15};
  const Decimal& value = figure.value;
  const size_t n = static_cast<size_t>(std::abs(value.exponent));
  if (n >= std::size(kTens)) return value.ToDouble();
  const auto mantissa = static_cast<double>(value.mantissa);
  return value.exponent < 0 ? mantissa / kTens[n] : mantissa * kTens[n];
}

void ReadSums(const std::vector<Reading>& readings,
              std::vector<Counted>& counted) {
  const std::vector<Summand> summands = SummandsOf(readings);
  for (size_t i = 0; i < summands.size(); ++i) {
    if (summands[i].unit < 0 || summands[i].value < kSmallestTotal) continue;
    for (size_t skipped = 0; skipped <= kMostSkipped; ++skipped) {
      if (MarkParts(i, skipped, summands, counted)) break;
    }
  }
}

}  // namespace nianbao::extractor
