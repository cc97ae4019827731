#include "tests/benchmark/generated_rows.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace nianbao {
namespace {

// Finalizer of SplitMix64.
uint64_t Mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

std::vector<const DivisionEntry*> Divisions(size_t count) {
  std::vector<const DivisionEntry*> divisions;
  for (const v1::Level level : {v1::LEVEL_COUNTY, v1::LEVEL_TOWNSHIP}) {
    for (const DivisionEntry& division : Gazetteer::Get().divisions()) {
      if (divisions.size() == count) break;
      if (division.level == level) divisions.push_back(&division);
    }
  }
  std::sort(divisions.begin(), divisions.end(),
            [](const DivisionEntry* a, const DivisionEntry* b) {
              return a->code < b->code;
            });
  return divisions;
}

}  // namespace

GeneratedRows::GeneratedRows(const Catalogue& catalogue, int indicators)
    : divisions_(Divisions(kDivisions)) {
  const size_t count = static_cast<size_t>(indicators);
  for (const v1::Indicator& indicator : catalogue.indicators()) {
    if (indicators_.size() == count) break;
    if (indicator.measure() == v1::Indicator::MEASURE_RATE) continue;
    indicators_.push_back(indicator.name());
    units_.push_back(indicator.unit());
  }
  units_.resize(count, "件");
  while (indicators_.size() < count) {
    indicators_.push_back(
        absl::StrFormat("indicators/generated.i%04d", indicators_.size()));
  }
}

double GeneratedRows::Value(int indicator, int division, int year) {
  const uint64_t bits = Mix((static_cast<uint64_t>(indicator) * kDivisions +
                             static_cast<uint64_t>(division)) *
                                kYears +
                            static_cast<uint64_t>(year - kFirstYear));
  const int magnitude = 1 + static_cast<int>(bits >> 60);
  return static_cast<double>((bits >> 8) & ((uint64_t{1} << magnitude) - 1));
}

int ProvinceCode(absl::string_view division_code) {
  int code = 0;
  if (!absl::SimpleAtoi(division_code.substr(0, 2), &code)) std::abort();
  return code * 10'000;
}

}  // namespace nianbao
