// Readings in short, for tables of cases.
#ifndef NIANBAO_TESTS_UNIT_EXTRACTOR_FIGURES_TOLD_READINGS_H_
#define NIANBAO_TESTS_UNIT_EXTRACTOR_FIGURES_TOLD_READINGS_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {

// "level 35 2022 | change -3.1 2022", for a report of 2022.
inline std::string Readings(const std::string& document) {
  std::vector<std::string> readings;
  for (const Reading& r : Read(document, 2022).readings) {
    const char* const kind = r.kind == v1::KIND_LEVEL    ? "level"
                             : r.kind == v1::KIND_CHANGE ? "change"
                             : r.kind == v1::KIND_RANK   ? "rank"
                                                         : "target";
    readings.push_back(
        absl::StrCat(kind, " ", r.figure.value.ToString(), " ", r.year));
  }
  return absl::StrJoin(readings, " | ");
}

struct ReadingCase {
  const char* text;
  const char* readings;
};

inline void ExpectReadings(const std::vector<ReadingCase>& cases) {
  for (const ReadingCase& c : cases) {
    EXPECT_EQ(Readings(c.text), c.readings) << c.text;
  }
}

}  // namespace nianbao::extractor

#endif  // NIANBAO_TESTS_UNIT_EXTRACTOR_FIGURES_TOLD_READINGS_H_
