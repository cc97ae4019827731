// Rows that the statistics benchmarks give to every engine: each indicator from
// each division for each year, deterministic and the same on every machine.
#ifndef NIANBAO_TESTS_BENCHMARK_GENERATED_ROWS_H_
#define NIANBAO_TESTS_BENCHMARK_GENERATED_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "common/domain/catalogue.h"
#include "common/domain/gazetteer.h"

namespace nianbao {

// Immutable, thread-safe.
class GeneratedRows {
 public:
  static constexpr int kDivisions = 3000;
  static constexpr int kFirstYear = 2008;
  static constexpr int kYears = 17;
  static constexpr int kLastYear = kFirstYear + kYears - 1;
  // All divisions count as counties, so that a query over a level has them all.
  static constexpr v1::Level kLevel = v1::LEVEL_COUNTY;

  // Counts and amounts of `catalogue`, then made-up ones where it has fewer
  // than `indicators`.
  GeneratedRows(const Catalogue& catalogue, int indicators);

  int64_t size() const {
    return static_cast<int64_t>(indicators_.size()) * kDivisions * kYears;
  }

  // "indicators/{indicator}".
  const std::vector<std::string>& indicators() const { return indicators_; }

  // Of an indicator of indicators(): what its values are in, "件".
  const std::string& unit(size_t indicator) const { return units_[indicator]; }

  // In the order of their codes: the counties of the gazetteer, then as many
  // townships as are missing.
  const std::vector<const DivisionEntry*>& divisions() const {
    return divisions_;
  }

  // A whole number from 0 to 65,535; half of them below 512, with ties.
  static double Value(int indicator, int division, int year);

 private:
  std::vector<std::string> indicators_;
  std::vector<std::string> units_;
  std::vector<const DivisionEntry*> divisions_;
};

// 110000 for 110108: the code of the division's province as a number.
int ProvinceCode(absl::string_view division_code);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_GENERATED_ROWS_H_
